"""Words that tell what a capitalised name is: titles, roles, heads of organisations and places.

General English, drawn up by hand. A *title* or *role* stands before a person's name and is not
part of it ("Interior Minister X"); a *head* is the noun of a proper name and is part of it ("the
Ministry of X", "X Street"). Lower-case *kinds* are nouns beside a name that say what it is ("the
ruling party X", "the village of X").
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a person's name; written with or without a full stop.
TITLES = _words(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father sister brother mother pastor "
    "bishop archbishop cardinal pope rabbi imam sheikh shaikh ayatollah mullah maulana saint st sultan emir king queen "
    "prince princess duke duchess earl baron baroness count countess tsar czar emperor empress "
    "gen general lt lieutenant col colonel maj major capt captain sgt sergeant cpl corporal pvt private adm admiral "
    "cmdr commander commodore brig brigadier marshal cdr ensign constable inspector supt superintendent det detective "
    "pc pte hon honourable honorable rt judge justice magistrate sen senator rep representative gov governor mayor "
    "pres president vice-president premier chancellor prime minister chairman chairwoman chair chairperson secretary "
    "ambassador consul deputy comrade citizen herr frau monsieur madame mme mlle señor señora senor senora don doña "
    "signor signora hajji haji ustad alhaji chief coach mp mla mep uncle aunt granny grandpa"
)

# Jobs that stand before a name, capitalised or not.
ROLES = _words(
    "minister president premier chancellor chairman chairwoman chairperson chair secretary spokesman spokeswoman "
    "spokesperson ambassador consul envoy commissioner director manager editor editor-in-chief correspondent reporter journalist columnist "
    "photographer analyst adviser advisor aide assistant lawyer attorney barrister solicitor prosecutor judge "
    "justice magistrate sheriff constable officer inspector detective superintendent commander chief head leader "
    "co-leader founder co-founder owner boss executive ceo cfo coo economist historian professor lecturer teacher "
    "headmaster headmistress student pupil scientist researcher expert doctor physician surgeon nurse midwife "
    "engineer driver worker miner farmer fisherman docker labourer foreman trader shopkeeper merchant banker "
    "businessman businesswoman tycoon magnate activist campaigner dissident protester demonstrator striker organiser "
    "organizer unionist blogger writer author poet novelist playwright actor actress singer musician composer "
    "director filmmaker producer painter artist sculptor architect captain striker midfielder defender goalkeeper "
    "winger forward coach trainer referee umpire batsman bowler champion winner runner sprinter swimmer boxer jockey "
    "politician lawmaker legislator deputy senator congressman congresswoman councillor mayor governor "
    "vice-president akim governor-general viceroy general colonel major lieutenant sergeant corporal admiral brigadier "
    "marshal soldier guerrilla rebel warlord militant priest bishop archbishop cardinal pope pastor imam rabbi "
    "mullah sheikh king queen prince princess emperor tsar sultan emir witness victim suspect defendant plaintiff "
    "survivor widow widower wife husband son daughter brother sister father mother uncle aunt cousin nephew niece "
    "grandfather grandmother friend colleague neighbour neighbor teenager resident veteran pensioner orphan "
    "treasurer administrator rector dean vicar pathologist coroner clerk postmaster stationmaster sailor pilot "
    "inventor explorer astronaut cosmonaut philosopher psychologist sociologist chef translator interpreter"
)
ROLE_MODIFIERS = _words(
    "prime deputy vice acting former ex- ex interim senior junior chief first second third foreign interior home "
    "defence defense finance justice health education labour labor energy oil trade transport agriculture environment "
    "information culture sports social economic economy internal external general attorney special assistant under "
    "associate managing executive presidential national regional district provincial federal state local police "
    "political press public human rights opposition trade-union union party fellow then late lead leading supreme "
    "high lord lady field rear wing group squadron air staff master petty lance crown grand chief-of-staff"
)

PERSON_NOUNS = ROLES

# Heads of the names of bodies: the name ends with one, or begins with one before "of" or "for".
ORG_HEADS = _words(
    "ministry department office bureau agency authority commission committee council board directorate secretariat "
    "administration government parliament assembly senate congress cabinet court tribunal prosecutor’s police "
    "gendarmerie army navy guard guards corps brigade regiment battalion division legion militia force forces fleet "
    "party union unions federation confederation association organisation organization league alliance coalition "
    "front movement bloc society club institute institution academy university college school faculty hospital clinic "
    "foundation fund trust charity centre center laboratory observatory museum library theatre theater orchestra "
    "church diocese synod bank company corporation corp co inc incorporated ltd limited plc llc llp jsc ojsc pjsc gmbh "
    "ag sa nv bv spa oy ab as asa kg pty group holding holdings enterprises enterprise industries industry partners "
    "associates brothers bros sons works mills factory plant refinery railway railways airlines airways lines "
    "shipping motors steel petroleum energy oil gas telecom communications media press news agency newspaper times "
    "gazette herald tribune post telegraph guardian chronicle journal daily observer courier echo broadcasting "
    "television radio tv channel network service services system systems team united athletic rovers wanderers city "
    "fc embassy consulate mission delegation presidency chamber exchange syndicate cooperative co-operative collective "
    "initiative campaign watch monitor reporters doctors international interpol taskforce programme program project "
    "command intelligence security treasury customs guild lodge brotherhood sisterhood sejm duma rada knesset majlis "
    "bundestag hospitality records studios pictures entertainment productions publishers publishing books "
    "insurance investments capital securities consulting solutions technologies technology software laboratories "
    "pharmaceuticals foods breweries brewery hotel stores supermarkets contractors contractor builders dockers’ "
    "seamen’s workers’ miners’ teachers’ students’ veterans’ mercury examiner dispatch enquirer inquirer advertiser "
    "sentinel argus bulletin review weekly gazeta novosti pravda izvestia vedomosti zeitung tageblatt rundschau allgemeine diario jornal giornale corriere "
    "monde figaro haber ajansı ajansi telegraaf nachrichten kurier presse kommersant interfax reuters bbc cnn afp"
)
# These may begin a name that goes on with "of …" or "for …".
ORG_OPENERS = _words(
    "ministry department office bureau agency authority commission committee council board directorate secretariat "
    "parliament assembly house chamber senate congress court tribunal party union federation confederation association "
    "organisation organization league alliance coalition front movement society institute institution academy "
    "university college school faculty foundation fund trust centre center museum library church bank company "
    "corporation embassy consulate mission academy international reporters doctors friends sons daughters army bureau "
    "service committee initiative campaign network workers mothers"
)
# Too plain to make a body of a single unknown word before them.
WEAK_ORG_HEADS = _words(
    "police army navy guard guards force forces government parliament administration cabinet court city united "
    "international security intelligence news press times post oil gas energy steel media group team plant factory works "
    "office school hospital service project mission school church hotel review industry capital lines front division "
    "as ab ag sa co spa monitor watch records standard"
)
ORG_SUFFIXES = _words("ltd inc plc llc llp jsc ojsc pjsc gmbh ag nv bv corp corporation fc afc plc. ltd. inc. corp. co.")

PLACE_HEADS = _words(
    "street road avenue lane square boulevard drive terrace crescent place alley row quay wharf dock docks pier bridge "
    "tunnel gate park gardens garden river lake lakes sea ocean bay gulf strait straits channel canal creek falls "
    "island islands isle isles peninsula cape point head mountain mountains mount hill hills peak pass valley "
    "glacier desert forest steppe plain plains plateau delta basin coast shore beach harbour harbor port airport airfield "
    "aerodrome station junction barracks prison jail gaol cemetery province region oblast district county state territory "
    "prefecture governorate municipality parish commune canton township town village city borough republic kingdom "
    "emirate heights oilfield field mine colliery reservoir dam highway motorway stadium palace castle fort fortress "
    "mosque cathedral abbey temple camp farm ranch reef archipelago"
)
# A place noun in lower case after a name belongs to it ("Alan square", "Kaduna state").
LOWER_PLACE_HEADS = _words(
    "street road avenue lane square boulevard bridge river lake sea bay gulf strait canal island islands peninsula "
    "mountain mountains valley desert province region oblast district county prefecture governorate municipality "
    "parish canton state territory oilfield reservoir highway steppe delta cemetery stadium airport"
)
PLACE_OPENERS = _words(
    "mount lake cape fort port gulf bay strait straits isle island islands river republic province kingdom state "
    "city district county region commonwealth sea sultanate emirate principality grand-duchy territory bight"
)
COMPASS = _words("north south east west northern southern eastern western central upper lower greater inner outer new")

# Lower-case nouns that say, next to a name, what the name is.
PLACE_KINDS = _words(
    "town city village hamlet settlement suburb capital port region province district county state republic island "
    "river lake mountain valley municipality township neighbourhood neighborhood borough resort outpost oblast "
    "governorate prefecture peninsula kingdom emirate nation country enclave street square"
)
ORG_KINDS = _words(
    "party company firm newspaper paper daily weekly magazine journal website site agency channel station broadcaster "
    "group bank movement organisation organization union charity club team band publisher manufacturer producer "
    "operator subsidiary conglomerate retailer airline militia brigade regiment foundation think-tank watchdog portal "
    "ministry committee council court university college school hospital institute start-up startup contractor outlet "
    "supermarket giant enterprise employer network ngo faction coalition alliance cartel gang orchestra bureau"
)
# Not next to a *person's* name either: what follows decides a kind.
AFTER_ORG = _words(
    "party newspaper website site agency company firm movement television radio channel magazine spokesman "
    "spokeswoman spokesperson correspondent reporter journalist editor office headquarters workers employees staff shares "
    "stock plant factory riot forces officers fighters militants guerrillas members membership shareholders board "
    "chairman ceo commandos supporters activists lawmakers candidates candidate deputies management"
)
AFTER_PLACE = _words("police residents resident massacre strike mayor court airport hospital prison region port riots suburb")

SPEECH_VERBS = _words(
    "said says told tells added adds explained explains asked asks replied replies claimed claims admitted admits "
    "denied denies argued argues insisted insists wrote writes recalled recalls complained complains testified "
    "testifies believes thinks thought noted notes stressed stresses declared declares remembered remembers concluded "
    "laughed smiled nodded shrugged sighed wept cried shouted whispered died married retired resigned scored "
    "batted bowled won lost fled arrived returned spoke speaks suggested suggests warned warns continued continues "
    "refused refuses agreed agrees confirmed confirms appeared hopes hoped wants wanted walked sat stood "
    "lives lived earned quipped joked acknowledges acknowledged commented mentions mentioned feels felt knows knew met "
    "pleaded pleads"
)
LOCATIVES = _words("in at near from to around outside inside towards toward across throughout via through into beyond off")

PARTICLES = _words(
    "de del della dei di da do dos das du la le les van von der den ter ten te zu zur bin ibn bint ben al el ul ud ad as "
    "y e abu af av st san dello degli la"
)
DE_PARTICLES = PARTICLES - {"as", "e", "y", "st", "san", "te"}
GENERATIONS = _words("jr jr. sr sr. ii iii iv senior junior esq esq.")

# Capitals that are no names of anybody.
NOT_NAMES_ACRONYMS = _words(
    "TV ID IDs DNA AIDS HIV CEO CFO COO NGO NGOs MP MPs MEP MEPs GDP AM PM OK FAQ AD BC BCE CE CCTV SMS PR HR IT AI PC GPS "
    "USB PDF HTML URL WWW HTTP DVD CD SUV VIP UFO RIP PS NB PhD BA MA MSc IQ HQ ATM CV DIY EST GMT UTC ET PT BST "
    "VAT COVID SARS PTSD LGBT LGBTQ KM KG MPH II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI "
    "CC BY SA RSS EDT PST SOS TNT AK RPG IED IEDs LNG LPG IPO SIM WMD POW POWs GP GPs QC KC BSE NSFW RT DM USD EUR GBP "
    "A-level SUVs CVs TVs JR SR PIN AGM"
)
PLACE_ACRONYMS = _words("US USA U.S. U.S.A. UK U.K. USSR U.S.S.R. UAE U.A.E. DRC GDR FRG PRC ROC DPRK NYC LA D.C. DC EU-27 CAR")

# Names of nobody and nowhere: times, tongues, feasts, creeds, ages, works.
NEVER = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter ramadan eid passover lent god allah lord internet web "
    "i i’m i'm i’ve i've i’ll i'll i’d i'd o oh christian christians muslim muslims jew jews jewish islam islamic islamist "
    "islamists christianity catholic catholics protestant protestants orthodox buddhist buddhists hindu hindus sikh "
    "sikhs sunni shia shiite shi’ite shi'ite marxist marxism communist communists bolshevik bolsheviks socialist leninist "
    "stalinist nazi nazis fascist tory tories republican republicans democrat democrats labour english arabic latin "
    "koran quran qur’an qur'an bible torah renaissance holocaust olympic olympics nobel oscar pulitzer "
    "covid covid-19 coronavirus ebola kalashnikov molotov westerner westerners western eastern southern "
    "northern southerner northerner asian asians african africans european europeans arab arabs slav slavs slavic kurd "
    "kurds kurdish tatar tatars chechen chechens uighur uighurs uyghur uyghurs roma gypsy gypsies cossack cossacks "
    "bedouin berber hausa yoruba igbo zulu xhosa maori aboriginal inuit hispanic latino latina kazak kazaks kazakh kazakhs "
    "kyrgyz tajik tajiks turkmens uzbek uzbeks kirghiz serb serbs croat croats slovak slovaks slovene slovenes pole poles "
    "czech czechs turk turks turkish finn finns dane danes swede swedes scot scots scottish welsh englishman irishman "
    "frenchman dutchman spaniard spaniards briton britons soviet soviets tibetan tibetans basque catalan bengali punjabi "
    "tamil tamils sinhalese pashtun pashtuns hebrew yiddish persian mandarin cantonese swahili somali somalis "
    "filipino filipinos brit brits yankee yankees prussian bavarian flemish walloon castilian andalusian sicilian "
    "balkan baltic caucasian siberian scandinavian nordic mediterranean pacific transatlantic anglo ottoman byzantine "
    "roman victorian edwardian tsarist iraqi iraqis afghan afghans rohingya hutu tutsi kikuyu luo masai oromo amhara "
    "tigrayan berlin-based photo credit image illustration video"
) - _words("march may lord pacific")


def is_title(word: str) -> bool:
    """Tell whether a word stands before a person's name as title ("Dr", "Col.")."""
    return word.lower().rstrip(".") in TITLES


def is_role(word: str) -> bool:
    """Tell whether a word is a job that may stand before a person's name."""
    return word.lower().rstrip(".") in ROLES
