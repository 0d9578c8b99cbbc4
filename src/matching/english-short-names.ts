/** English short names and the full names they stand for most often: `tom` is Thomas. General knowledge, own list. */
const shortNames =
  'abby:abigail al:albert alec:alexander alex:alexander alf:alfred alfie:alfred andy:andrew annie:anne archie:archibald ' +
  'art:arthur barney:barnabas bart:bartholomew bea:beatrice becky:rebecca ben:benjamin bernie:bernard bert:albert ' +
  'bertie:albert bess:elizabeth beth:elizabeth betsy:elizabeth betty:elizabeth bill:william billy:william bob:robert ' +
  'bobby:robert bobbie:robert bram:abraham cathy:catherine charlie:charles charley:charles chas:charles chris:christopher ' +
  'chuck:charles cindy:cynthia clem:clement connie:constance dan:daniel danny:daniel dave:david davy:david deb:deborah ' +
  'debbie:deborah dick:richard dickie:richard dolly:dorothy don:donald dora:dorothy dot:dorothy doug:douglas ed:edward ' +
  'eddie:edward edie:edith eliza:elizabeth ellie:eleanor elsie:elizabeth emmie:emma fanny:frances flo:florence ' +
  'florrie:florence fran:frances frank:francis frankie:francis fred:frederick freddie:frederick freddy:frederick ' +
  'gabe:gabriel gene:eugene geoff:geoffrey georgie:george gerry:gerald gil:gilbert gus:augustus hal:henry hank:henry ' +
  'harry:henry hattie:harriet herb:herbert hetty:henrietta hugh:hubert ike:isaac jack:john jackie:john jake:jacob ' +
  'jamie:james jane:janet jeff:jeffrey jen:jennifer jenny:jennifer jerry:gerald jess:jessica jessie:jessica jim:james ' +
  'jimmy:james jo:joseph joe:joseph joey:joseph johnny:john jon:jonathan josh:joshua judy:judith kate:catherine ' +
  'kath:catherine kathy:katherine katie:catherine ken:kenneth kit:christopher kitty:catherine larry:lawrence len:leonard ' +
  'lenny:leonard leo:leonard lew:lewis libby:elizabeth liz:elizabeth lizzie:elizabeth lottie:charlotte lou:louis ' +
  'maddie:madeleine madge:margaret maggie:margaret maisie:margaret mandy:amanda marge:margaret marty:martin mat:matthew ' +
  'matt:matthew maud:matilda max:maximilian meg:margaret mick:michael mickey:michael mike:michael millie:mildred ' +
  'minnie:wilhelmina mo:moses molly:mary nan:anne nancy:anne nat:nathaniel nate:nathaniel ned:edward nell:eleanor ' +
  'nellie:helen nick:nicholas nora:eleanor norm:norman ollie:oliver pam:pamela pat:patrick patsy:patricia patty:patricia ' +
  'peg:margaret peggy:margaret pete:peter phil:philip polly:mary ray:raymond reg:reginald reggie:reginald rich:richard ' +
  'rick:richard ricky:richard rob:robert robbie:robert robin:robert rod:roderick ron:ronald ronnie:ronald rosie:rose ' +
  'roz:rosalind russ:russell sadie:sarah sal:sarah sally:sarah sam:samuel sammy:samuel sandy:alexander sid:sidney ' +
  'sim:simon sol:solomon stan:stanley steve:stephen stevie:stephen stew:stewart sue:susan susie:susan ted:edward ' +
  'teddy:edward terry:terence theo:theodore tess:theresa tim:timothy tina:christina toby:tobias tom:thomas tommy:thomas ' +
  'tony:anthony trudy:gertrude val:valentine vic:victor vicky:victoria vin:vincent vince:vincent walt:walter wally:walter ' +
  'wat:walter wes:wesley will:william willie:william willy:william win:winifred winnie:winifred zach:zachary';

const fullOf = new Map(shortNames.split(' ').map((pair) => pair.split(':') as [string, string]));

/** The full form of an English short name in lower case letters; nothing for other names. */
export function fullEnglishName(name: string): string | undefined {
  return fullOf.get(name.toLowerCase());
}
