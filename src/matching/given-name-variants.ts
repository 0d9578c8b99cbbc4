/**
 * Given names of one origin outside of the tables of Russian names: short forms and the forms of other languages, each line
 * headed by the form that stands for all. General knowledge, own list; a form of several names stands with the most frequent.
 */
const families = `
abigail abby
abraham abram bram
adelaide adela adele addie
albert alberto bert bertie al
alexander alec alex alick alejandro alessandro alexandre sandy sandie zander eck
alfred alf alfie alfredo
algernon algy
alice alix ally
amanda mandy
amelia millie amelie
andrew andy andre andreas andrea andres drew
anne ann anna annie hannah nan nancy nannie
anthony tony antoine antonio anton
arabella bella
archibald archie
arthur art artie arturo
augustus gus august auguste
barbara babs babette
barnabas barney
bartholomew bart bat
beatrice bea beatrix trixie
benjamin ben benny benji
bernard bernie barny bernhard bernardo
bertram bertrand
catherine katherine katharine kathryn cathy kate kath kathy katie kitty karen kathleen catharine caterina
caroline carrie lina carolina carolyn
charles charlie charley chas chuck carl karl carlo carlos chad
charlotte lottie carlotta
christina tina chrissie christine
christopher chris kit christoph cristobal kris
clara claire clare
clement clem
constance connie
cornelius corney neil
cynthia cindy
cyril cy
daniel dan danny dannie
david dave davy davey davie dafydd dai
deborah deb debbie
donald don
dorothy dolly dora dot dorothea
douglas doug
edgar edgardo
edith edie
edmund edmond
edward ed eddie eddy ted teddy teddie ned eduard edouard eduardo iorwerth
edwin edwyn
eleanor nell nelly nora ellie elinor leonora eleonora
elizabeth elisabeth eliza bess bessie beth betsy betty elsie libby liz lizzie lisa isabella isabel isobel elspeth
emily emmie emilie
emma em
esther essie hester
ethel eth
eugene gene
florence flo florrie flossie flossy
frances fanny fran
francis frank frankie francois franz francesco francisco
frederick fred freddie freddy frederic friedrich federico fritz
gabriel gabe
geoffrey geoff jeff jeffrey godfrey
george georgie georges georg giorgio jorge jerzy geordie
gerald gerry jerry gerard gerhard
gertrude trudy trudie
gilbert gil
harold harry harald hal
harriet hattie henrietta hetty
helen ellen nellie helene elena
henry hank henri heinrich enrique enrico hendrik
herbert herb herbie heribert
howard howie
hubert bertie
hugh hugo huw huey hughie hughes
isaac ike izaak
james jacob jake jamie jim jimmy jimmie jay jacques jakob jaime giacomo hamish yakub jacobus
jane janet jenny jessie jeanette jeannie
jennifer jen
jessica jess
joan joanna joanne johanna
john jack jackie johnny johnnie jean ian sean evan jon johan johannes johann hans giovanni juan jan iain shaun jonny ieuan
jonathan jonathon
joseph jo joe joey jose josef giuseppe jody josephus
joshua josh
josiah joss josias
judith judy
julian julius julien julio
kenneth ken kenny
lavinia vinnie
lawrence laurence larry lorenzo laurent laurie
leonard len lenny lennie leo leonardo
llewellyn llew llewelyn
louis lewis lou lew luis luigi ludwig louie
louisa louise lulu lula
madeleine maddie madeline
malcolm mac
margaret madge maggie maisie marge margie meg peg peggy daisy greta marguerite margherita margarita
martin marty martinus
mary marie may molly mollie polly maria moll mae
matilda maud maude tilly
matthew mat matt mathew mathieu matteo matthias
maximilian max
michael mick mickey mike michel miguel michele mikhail
mildred millie
moses mo musa
nathaniel nat nate nathan
nicholas nick nicolas nicolaus niccolo nicol
norman norm norrie
oliver ollie
owen owain
pamela pam
patricia patsy patty
patrick pat paddy patricio
paul pablo paolo
peregrine perry
peter pete pierre pedro pieter pietro
philip phil phillip philippe felipe
ralph rafe rudolph rudolf
raphael rafael
raymond ray ramon
rebecca becky
reginald reg reggie
richard dick dickie rich rick ricky richie ritchie richey ricardo ryszard
robert rob robbie robby robin bob bobby bobbie roberto rupert
roderick rod
ronald ron ronnie
rosalind roz
rose rosie rosa
russell russ
samuel sam sammy
sarah sadie sal sally sara
sidney sid sydney
simon sim simeon
solomon sol
stanley stan
stephen steve steven stevie stefan etienne esteban stephan
stewart stew stuart
susan sue susie susanna susannah suzanne
terence terry
theodore theo theodor teodoro
theresa tess teresa therese
thomas tom tommy tommie tomas tommaso
timothy tim
tobias toby
valentine val
victor vic
victoria vicky
vincent vin vince vincenzo
walter walt wally wat walther
wesley wes
wilhelmina minnie
william will willie willy bill billy wilhelm guillaume gwilym liam guglielmo williams
winifred win winnie
zachary zach
`;

const headOf = new Map<string, string>();
for (const line of families.trim().split('\n')) {
  const [head = '', ...forms] = line.split(' ');
  for (const form of forms) if (!headOf.has(form)) headOf.set(form, head);
}

const FIRST_BEYOND_ASCII = 128;

/** The name that stands for all forms of a given name in lower case letters; nothing for such a name itself and for others. */
export function givenNameHead(name: string): string | undefined {
  // The usual name of the users of this program, in Cyrillic, is in no family.
  return name.charCodeAt(0) < FIRST_BEYOND_ASCII ? headOf.get(name.toLowerCase()) : undefined;
}
