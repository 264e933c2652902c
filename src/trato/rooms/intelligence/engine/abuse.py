"""Words that swear, and words that insult, in our languages, and whether somebody is addressed beside them.

We wrote the lists. Swearing is no offence by itself: what is offence, the heads learn; this is for words that they have
not seen.
"""

from __future__ import annotations

from collections import Counter
from math import inf

from trato.rooms.intelligence.engine.word_lists import WORD, WordList

_SWEARS = """
    mierd* puta putas puto putos putad* putam* puton* putear* joder jodid* jodan jodete jode jodas hostia* ostia* cono
    conyo cojon* carajo* cabron* polla pollas follar folla follad* follen cagada* cago cagar cagast* culo culos verga
    vergas vergaz* ching* pinche pinches mamad* mames mamen mamon* huevon* webon* weon* wn ctm conchetu* conchatu* hdp
    hijueput* hijoput* gonorrea* malparid* monda caremonda pelotud* boludo* sorete* orto ojete* culer* culia* qliao*
    vrg alv ptm ptmr nmms merda* porra* caralh* krl crl foda* foder fodid* fodeu fude* cacete bosta* putaria vsf vtnc
    tnc fdp pqp arrombad* buceta* piroca* fuck* fck* fuk* fkn fkin shit* sht bullshit ass asses asshole* arse* bastard*
    bitch* damn* crap* piss* dick* cock cunt* wtf stfu goddam* motherf*
"""
_INSULTS = """
    idiot* imbecil* estupid* tonto tonta tontos tontas gilipoll* gilipuert* subnormal* retrasad* payas* palhac*
    asqueros* inutil* inept* incompet* anorm* mongol* paleto* cretin* patetic* ridicul* ignorant* analfabet* burro burra
    burros burras asno rata ratas ratero* ladron* chorizo* estafador* mentiros* cinic* hipocrit* sinverguenz* corrupt*
    escoria basura* lacra* zorra* guarra guarras guarro furcia* perra perras cerda cerdas cerdo cerdos cerdit* gorda
    gordo feas feos fea feo maricon* marica* bollera* travelo* negrata* sudaca* panchit* facha fachas nazi* feminazi*
    puta putas pendej* culer* mamon* lambis* vendid* traidor* pelotud* boludo* tarad* mogolic* lerd* bobo boba bobos
    loca locas energumen* desgraciad* miserabl* malnacid* hijueput* hijoput* hdp malparid* gonorrea* cabron* bastard*
    otari* babac* trouxa trouxas jument* vagabund* corno cornos safad* canalha* escrot* nojent* retardad* fdp moron*
    stupid* dumb* clown* pathetic retard* scum* liar* thief thieves crook* ugly whore* slut* faggot* fag fags nigg*
    twat* wanker* tosser* prat useless loser*
"""
_YOU = frozenset(
    "eres sos tu tus tuya tuyo te ti vos usted ustedes vosotros vuestra vuestro os sois contigo vete callate callense "
    "calla cierra muerete voce vc voces vcs teu tua cala vai vaza you your youre u ur yourself yall shut".split()
)
_NEAR = 4  # words between who is addressed and what they are called
_SWEARING, _INSULTING = WordList({"swears": _SWEARS}), WordList({"insults": _INSULTS})


def abuse(seen: str) -> Counter[str]:
    """Return how often a text as `plain` gives it `swears` and `insults`; `at you`: beside somebody addressed."""
    found: Counter[str] = Counter()
    rough = addressed = -inf  # where each was last
    for at, word in enumerate(WORD.findall(seen)):
        told = [one for one in (_SWEARING.of(word), _INSULTING.of(word)) if one]
        found.update(told)
        rough = at if told else rough
        addressed = at if word in _YOU else addressed
        if min(rough, addressed) >= at - _NEAR:
            found["at you"] = 1
    return found
