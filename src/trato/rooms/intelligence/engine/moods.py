"""Words, stems and emoji that sound glad or cross in our languages, laughter, and whether a negation stands before.

We wrote the list; what a head has seen, it has learned; this is for what it has not seen.
Laughter stands apart: it goes with joy and with mockery.
"""

from __future__ import annotations

import re
from collections import Counter

from trato.rooms.intelligence.engine.word_lists import WORD, WordList

_GLAD = """
    graci* agradec* agradez* feliz felic* alegr* content* encant* ador* amo amor amad* mejor* excelen* perfect*
    genial* increibl* maravill* hermos* lind* bell* bonit* rico rica delici* buen* bien chevere bacan* guay padrisim*
    chid* barbaro espectacul* fantastic* estupend* magnific* brillant* recomend* amabl* atent* rapid* eficien* util
    facil comod* sonri* disfrut* divert* gozar exito* triunf* orgull* bendic* bendit* abraz* beso* suert* ilusion*
    esperanz* crack cracks idol* maxim* gust* enhorabuena celebr* campeon* paz tranquil* dulc* obrigad* otim*
    maravilh* perfeit* fof* gost* amei parabens sucess* bom boa bem melhor* atencios* simpat* sorri* saudades orgulh*
    vitoria abenco* beleza saboros* capric* thank* thx great* good nice love* loving awesome amaz* best better happy
    happi* glad beautiful* wonderful* enjoy* fun funny cool congrat* proud win wins winning won excit* cute sweet
    recommend* helpful friendly easy fast impress* delight* favourite blessed grateful appreciat* hope hopeful yay wow
    cheers hero* legend* smile* pleas* thrilled gorgeous top querid* arras* diva divas divo lacr* mito mitou mitando
    rainha rainhas hino massa dahora irado irada sensacional apaixon* emocion* emocao arrepi* talent* torcendo torcida
    merec* vencedor* ganhou venceu uhul* uhu aplaus* aplaud* inspir* engracad* hilari* rindo curti curtindo charm*
    elegant* admir* parabeniz* respeito preferid* favorit* gata gato gatinh* musa vibr* animad* animac* empolg*
    conquist* oba eba amorzinho anjo arrebent* brilh* perfeicao shipp* ansios* uau inteligent* educad* humild*
    generos* guerreir* rachei poderos* legal legais amando amava amamos sabio sabia interessante inesqueciv* homenag*
    beijos fera salvou coragem bora incriv* maneiro maneira amizade guap* flip* divin* afortunad* fiesta princes*
    impecabl* fabulos* chulo chula chulis* bravo impresionante interesante carino* bienvenid* placer animo premio
    sorpresa riquisim* epic stoked hyped fab fabulous lucky bestie queen superb stunning brilliant luv xx xoxo fave
    interesting welcome proudly outstanding hooray yess* mola molan molaba molaria molon* preciosa preciosas precioso
    preciosos preciosur* supportive
    😀 😃 😄 😁 😊 🙂 😉 😍 🥰 😘 🤗 🤩 😎 👍 👏 🙌 🙏 💪 ❤ 💕 💖 💙 💚 💛 💜 🧡 ♥ ✨ 🎉 🎊 🔥 ⭐ 🌟 💯 🥳 😋 ☺ 😻
    💃 🥹 👑 🏆 💞 💓 😇 ✌ 👌
"""
_CROSS = """
    mal mala malo malos malas malisim* peor* pesim* horribl* terribl* fatal asco asquer* odi* trist* llor* pena dolor*
    duele dolid* sufr* enferm* morir muer* mata* asesin* violen* robo roba robaron ladron* estaf* enga* mentir*
    verguenz* vergonz* inutil* inept* incompet* basur* mierda puta puto putad* jod* carajo cono cabron* pendej* idiot*
    imbecil* estupid* tont* gilipoll* cag* decepcion* desepcion* molest* enoj* enfad* furios* rabia bronca hart*
    cansad* abur* lento lenta demor* retras* tarda tardan falla* fallo falta falto problem* error* roto rota romp*
    perd* derrot* miedo temor ansied* estres* culpa culpab* crisis corrup* ruin* desastr* lamentabl* maldit* caro
    caros carisim* abus* injust* nunca jamas queja* reclam* denunci* imposibl* dificil insoport* inaceptabl* porqueria
    hambr* pobre* preocup* desgraci* ridicul* tragedi* atac* amenaz* insult* feo fea feos ruim pessim* pior* horrivel*
    terrivel* nojo nojent* chor* chato chata chatos chatice dor dores sofr* doent* mort* morr* roub* ladra* golpe*
    vergonh* lixo merda porra caralh* fod* burro burra burros burrice otari* frustr* raiv* irrit* atras* falh* defeit*
    quebr* medo crise desastr* lamentav* absurd* impossiv* odeio inaceit* droga fome ataq* feio bad worst worse awful*
    hate* hating sad sadd* cry crying cried pain* hurt* sick ill die died dead death kill* murder* rob steal* stole*
    thief scam* fraud* lie lies liar* lying shame* useless* trash garbage shit* crap* fuck* damn* hell ass bitch*
    stupid* dumb* moron* disappoint* annoy* angry anger furious rage mad tired bored boring slow late delay* fail*
    broken broke lost lose loser* losing fear* afraid scared anxiety stress* blame expensive unfair never complain*
    impossible difficult tragic* attack* threat* ugly suck* wtf ugh unacceptable disgust* pathetic poor worr* missed
    missing racis* terror* war tosc* brega forcad* ranco preguica cansei cansa sono desnecessari* palhac* patetic*
    mimimi fals* cinic* arrogant* grosser* grosso grossa preconceit* machis* homofob* bizarr* credo aff affs pqp
    cacete bosta tenso tensa agonia desesper* panico coitad* tadinh* eliminad* enjoad* enjoei sonsa sonso invejos*
    inveja escrot* babac* trouxa besteira asneira desrespeit* humilh* vagabund* aguento insuportav* exager*
    sensacionalis* enche enchendo encheu tedio tediante flop* fracass* errad* errou erro mentiu barulh* zuad* parem
    calem cala socorro metid* hipocri* complicad* deprim* detest* xing* mico descaso lastim* infeliz* abandon* desist*
    ignor* imprestav* negligen* desleix* indevid* sumiu sumir faliu pereza flojera chale nmms mamad* pinche pinches
    hdp ctm weon* culia* conazo pringad* penos* nerv* agobi* agot* insomni* facha fachas fascis* mediocr* sinverguenz*
    chapuz* desagradabl* malcriad* cutre pesad* depresi* pff arg buff uff puff nefast* castig* arruin* amarg* timo
    timad* colaps* espantos* meh nope yikes cringe* smh ew gross nasty lame unfortunate* wrong nightmare jealous
    lonely migraine headache sore exhausted gutted sexist fake disgrace* embarrass* nonsense bullshit bs pissed
    hungover disaster cancelled canceled suspend* injur* ban banned dangerous oppress* evil hypocrit* refuse* awkward
    wrongly enrolac* enrolando enrolam enrolad* enrolou
    😠 😡 🤬 😢 😭 😞 😔 😟 🙁 ☹ 😩 😫 😤 💔 👎 🤢 🤮 😒 🙄 😑 😣 😖 😰 😱 😨 🤦 💩 🖕 😷 🤕 😪 😓 😥 😕 🤡 😾
"""
_DENIED = frozenset(
    "no nunca jamas sin nada tampoco ni nadie ningun ninguna nao nem sem nenhum nenhuma never not without dont doesnt "
    "didnt cant wont isnt wasnt arent cannot nope".split()
)
_FACES = (("glad", ("(:", ":)", ":-)", ";)", "=)", ":d", "<0")), ("cross", (":(", ":-(", "=(", ":'(")))
_LAUGH = re.compile(r"(?:ha|he|ja|je|ji|hua|ah|rs){2,}\w{0,2}|k{2,}|rs|lol|lmao|[😂🤣😹😆]")
_REACH = 3  # words that a negation turns, unless a comma or the like ends it before
_ENDS = frozenset(".,;:!?")
_MOODS = WordList({"glad": _GLAD, "cross": _CROSS})  # what is listed as both is cross


def moods(seen: str) -> Counter[str]:
    """Return how often a text as `plain` gives it sounds `glad`, `cross`, `not glad`, `not cross`.

    `denies` counts negations, `laughs` laughter; `both` says that it is glad and cross.
    """
    found: Counter[str] = Counter()
    denied = 0
    for word in WORD.findall(seen):
        if word in _DENIED:
            found["denies"] += 1
            denied = _REACH + 1
        if _LAUGH.fullmatch(word):
            found["laughs"] += 1
        mood = _MOODS.of(word)
        if mood:
            found[f"not {mood}" if 0 < denied <= _REACH else mood] += 1
        denied = 0 if word in _ENDS else denied - 1
    for mood, faces in _FACES:
        if any(face in seen for face in faces):
            found[mood] += 1
    if found["glad"] and found["cross"]:
        found["both"] = 1
    return +found
