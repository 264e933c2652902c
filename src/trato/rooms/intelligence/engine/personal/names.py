"""Names of people: by how they are introduced, and by given names that are common where our languages are spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator

GIVEN = frozenset(
    """
    adriana agustin agustina aitor alan alba alberto alejandra alejandro alfonso alfredo alicia alina aline amanda amelia
    ana andre andrea andreia andres angela angelica antonia antonio ariel arturo augusto barbara beatriz belen benjamin
    bernardo bianca bruna bruno caio camila camilo carla carlos carmen carolina caroline catalina cecilia cesar charles
    christian christopher clara claudia claudio constanza cristian cristina cristobal daiana daniel daniela david debora
    diana diego dolores edgar edison eduarda eduardo elena elias elisa elizabeth emilia emiliano emilio emily emma
    enrique ernesto esteban esther estela eva ezequiel fabian fabiana fabio fabiola facundo federico felipe felix fernanda
    fernando flavia flavio florencia francisca francisco franco gabriel gabriela gaston george gerardo giovanna gisela
    gloria gonzalo graciela grace guadalupe guilherme guillermo gustavo hector helena henrique hernan hugo ignacio igor
    ines irene iris isabel isabela isabella ivan jaime james javier jennifer jessica jesus jimena joana joao joaquim
    joaquin john jorge jose josefa josefina joseph juan juana julia julian juliana julio karen karina katherine kevin
    larissa laura lautaro leandro leonardo leticia lidia lilian liliana linda lorena lorenzo lourdes lucas lucia luciana
    luciano luis luisa luiz luiza macarena magdalena manuel manuela marc marcela marcelo marcia marco marcos margarita
    maria mariana mariano maribel mario marisol marta martha martin martina mary mateo matheus mauricio mayra melissa
    mercedes michael micaela miguel milagros miriam monica montserrat nadia natalia nelson nicolas noelia nora norma
    nuria octavio olga oliver olivia omar orlando oscar pablo paola patricia patrick paul paula paulina paulo pedro pilar
    rafael rafaela ramiro ramon raquel raul rebeca regina renata renato ricardo richard robert roberto rocio rodrigo
    rogelio romina rosa rosario ruben ruth salvador samuel sandra santiago sara sarah sebastian sergio silvia simon
    sofia sonia soledad stephanie susana tamara tatiana teresa thiago thomas tiago tomas valentina valeria vanessa
    vera veronica vicente victor victoria vinicius virginia viviana walter wendy william ximena yolanda yesenia
    aaron abigail agatha alexis allison amber andrew anna anthony ashley austin barbara ben brandon brenda brian bruce carol
    chloe cody connor craig dennis diane donna dylan edward erin ethan evan frank gary gavin gemma glenn hannah harry heather
    hannah isaac jack jacob jake janet jason jeff jeremy jesse jill joanne joel joshua josh judy justin kathleen katie keith kelly
    kenneth kim kyle lauren liam lucy luke maggie mark matthew megan molly nancy nathan nicole nigel noah owen pamela
    peter philip priya rachel rebecca ronald ryan sam scott sean shannon sharon shaun stephen steve steven stuart susan
    tara terry tim timothy tom tracy travis trevor tyler wayne
    dayane wellington wesley jorge jussara luana talita tainara vitoria yasmin cauã kaua nathalia rayane renan ruan
    samara sabrina simone sueli tais tatiane thais vagner vanderlei wagner wilson zilda diogo duarte vasco afonso
    beatriz margarida matilde ricardo rita sonia susete telma
    anahi ariadna azucena brayan candela carolay damaris dayana edwin elkin evelyn fermin fernan freddy giovanni gladys heidy
    hernando ingrid ivonne jairo janeth jazmin jenny jhon jimena johana karla katia keyla kimberly leidy leonel lizbeth
    luciana maikel maite marisela marleny maximiliano mayerly mirta moises nahuel nancy nayeli nestor nidia noemi odalys
    osvaldo priscila ramona reinaldo rosalba rosana rosendo ruben saul selena sheila stella thalia ulises valeska
    wendy wilfredo wilmer wilson xiomara yamila yaneth yanina yeimy yesica yolanda yuliana yuri zoila zulema nuria
    emmanuel jonathan agnes sophie alice arthur heitor davi enzo leonor rui nuno goncalo ines catarina vitor joana
    """.split()
)
# Given names that are everyday words too: they need a surname or an introduction.
DOUBTFUL = frozenset(
    "alba clara franco grace iris linda mercedes milagros norma olivia paz pilar rocio rosa rosario salvador soledad "
    "victoria virginia lima luz sol vera angela mary regina gloria guadalupe dolores elena florencia carmen santiago "
    "cristina lourdes constanza emma israel jesus leon amber austin ben candela "
    "connor craig frank jack josh kim mark rita sam sean stella terry tim tom tracy wayne wilson wesley owen duarte".split()
)
_NAME = r"[A-ZÁÉÍÓÚÑÂÊÔÃÕÇÜ][\wÀ-ÿ'’]+"
_JOIN = r"(?:\s+(?:de\s+la|de\s+los|de|del|da|do|dos|das|y|e|la|van|von)(?=\s))?"
_FULL = rf"{_NAME}(?:{_JOIN}\s+{_NAME}){{0,4}}"
_LOOSE = r"[\wÀ-ÿ'’]{2,}"
INTRODUCED = re.compile(
    r"(?:\b(?i:me llamo|mi nombre es|mi nombre:|nombre completo:?|nombre:?|a nombre de|a nombre del?|meu nome [ée]|me chamo|chamo-me|"
    r"em nome de|no nome de|nome:|nome completo:?|my name is|my name's|name:|under the name(?: of)?|titular:?|soy|sou o|sou a|sou|"
    r"aqui [ée] [oa]|habla|le habla|les habla|le saluda|les saluda|les escribe|le escribe|escribe|this is|i am|i'm|saludos,?|"
    r"atentamente,?|atte\.?,?|att\.?,?|atenciosamente,?|regards,?|abra[çc]os?,?|"
    r"habl[ée] con(?: el| la)?|me atendi[óo](?: el| la)?|atendid[oa] por|falei com(?: o| a)?|me atendeu foi(?: o| a)?|atendeu foi(?: o| a)?|"
    r"spoke (?:to|with)|ask for|mi (?:mujer|esposa|esposo|marido|hij[oa]|madre|padre|mam[áa]|pap[áa]|herman[oa]|abuel[oa]),?|"
    r"(?:repartidor|ejecutiv[oa]|asesora?|t[ée]cnico|agente|enfermer[oa]|cajer[oa]|vendedora?|conductor|chofer|entregador|atendente|"
    r"motorista|driver|agent|nurse|firma):?|lic\.?|ing\.?|prof\.?|"
    r"sr\.?|sra\.?|srta\.?|señor|señora|señorita|senhor|senhora|seu|dona|don|doña|mr\.?|mrs\.?|ms\.?|dr\.?|dra\.?|"
    r"doctor|doctora|doutor|doutora)\s*\n?\s*(?:(?i:la|el|a|o)\s+)?)"
    rf"({_FULL})"
)
LOWER_INTRODUCED = re.compile(
    rf"\b(?:me llamo|mi nombre es|meu nome é|me chamo|my name is)\s+({_LOOSE}(?:\s+{_LOOSE}){{0,3}})", re.I
)
CAPITALS = re.compile(rf"(?<![\w@#.]){_FULL}")
STOP = frozenset(
    """y e and de del la el los las que con com para por en em mi meu my tengo tenho vivo moro soy sou es é is am not
    necesito quiero quero preciso want need but pero mas quisiera gostaria cliente usuario titular hace faz desde
    no não nao un una um uma uso compre comprei le les escribo escrevo estoy estou i im we e-mail""".split()
)
NOT_NAMES = frozenset(
    """hola buenos buenas gracias oi ola bom boa hello hi dear estimado estimada estimados prezado prezados señores
    cliente clientes usuario brasil españa mexico argentina colombia chile peru lunes martes jueves viernes sabado
    domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre banco tienda
    soporte atencion servicio equipo empresa hospital clinica doctor google apple amazon whatsapp facebook instagram
    atte att cpf dni rut saludos regards lic ing prof samsung netflix santander bbva claro movistar vivo tim oi internet calle avenida rua carrera de la el los las un una
    the this that not very so no yes si yo usted ustedes uds ud voce mi my meu minha pero desde ayer hoy nuevo nueva
    san santa santo sao buenos aires universidad cuenta pedido community manager admin adm android iphone ios app
    """.split()
)


def find_names(text: str, known: tuple[str, ...] = ()) -> Iterator[tuple[int, int]]:
    """Yield where names of people stand in `text`; `known` are names of the profile, found however they are written."""
    for name in known:
        if len(name) > 2:
            yield from (found.span() for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I))
    for found in INTRODUCED.finditer(text):
        trimmed = _trimmed(text, *found.span(1))
        if trimmed:
            yield trimmed
    for found in LOWER_INTRODUCED.finditer(text):
        words = []
        for word in re.finditer(r"\S+", found[1]):
            if bare(word[0]) in STOP:
                break
            words.append(word)
        if words:
            yield found.start(1), found.start(1) + words[-1].end()
    for found in CAPITALS.finditer(text):
        yield from _with_given(text, found)


def profile_names(name: str) -> tuple[str, ...]:
    """Return a profile's name, whole and by its words, for `find_names`; without those that are no name of anybody."""
    words = [one for one in name.split() if len(one) > 2 and one.isalpha() and bare(one) not in NOT_NAMES | STOP]
    return tuple(dict.fromkeys((" ".join(name.split()), *words))) if words else ()


def bare(word: str) -> str:
    """Return a word as the lists have it: small, without accents, without signs at its ends."""
    return word.casefold().translate(_PLAIN).strip(".,;:!?¡¿\"'()")


_PLAIN = str.maketrans("áéíóúüâêôãõç", "aeiouuaeoaoc")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = list(re.finditer(r"\S+", text[start:end]))
    while words and bare(words[-1][0]) in NOT_NAMES | STOP:
        words.pop()
    while words and bare(words[0][0]) in NOT_NAMES | STOP:
        words.pop(0)
    if not words or (text[start:end].isupper() and bare(words[0][0]) not in GIVEN):
        return None
    return start + words[0].start(), start + words[-1].end()


def _with_given(text: str, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    words = list(re.finditer(r"\S+", found[0]))
    first = next((at for at, word in enumerate(words) if bare(word[0]) in GIVEN), None)
    if first is None:
        return
    kept = words[first:]
    while kept and bare(kept[-1][0]) in NOT_NAMES | STOP:
        kept.pop()
    lone = len(kept) == 1
    if not kept or (lone and (bare(kept[0][0]) in DOUBTFUL or len(kept[0][0]) < 4)):
        return
    if text[max(0, found.start() - 1) : found.start()] == "@":
        return
    yield found.start() + kept[0].start(), found.start() + kept[-1].end()
