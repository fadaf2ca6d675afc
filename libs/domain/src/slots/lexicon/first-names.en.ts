/**
 * First names in Latin letters: English-speaking countries, their short forms, names of newcomers, Russian names as they
 * are spelled abroad. Lower case.
 */
export const latinFirstNames = `
aarav aaron abbie abby abdul abdullah abel abena abigail abraham ada adam adan adele adeline adnan adrian adriana
adrienne agatha agnes agustín ahmad ahmed aidan aiden aigul aisha al alan alana alastair alba albert alberto albie
alec alejandra alejandro aleksandr aleksandra aleksei alena alessandra alessandro alex alexa alexander alexandra
alexandre alexei alexey alexis alfie alfonso alfred alfredo ali alice alicia alina alisha alison alistair aliya allan
allen allison alma alvaro alvin alyona alyssa ama amanda amani amara amber amelia amelie amina amir amira amit amy ana
ananya anastasia anastasiya anaïs andre andrea andreas andrei andres andrew andrey andré andrés andy angel angela
angelica angelina angelo angie angus anil anita anjali ann anna annabel annabelle anne annette annie anthea anthony
antoine anton antonia antonio anya aoife april arabella archie aria ariana arianna ariel arjun armando arnold art
artem arthur artur arturo artyom arun asha asher ashley ashton astrid athena aubrey audrey aurora austin ava avery
ayesha ayşe barbara barney barry bart bashir basil beatrice beatrix beatriz becky bekzod belinda bella ben benedict
benjamin benny benoît bernadette bernard bernie bert bertha beth bethan bethany betsy betty beverley beverly bianca
bill billie billy bjorn björn blake blanca bob bobbie bobby bonnie boris brad bradley brandon brenda brendan brent
bret brett brian briana bridget brittany bronwyn brooke bruce bruno bryan bryce bryony caitlin caleb callum calvin
cameron camilla camille candice caoimhe cara carina carl carla carlo carlos carly carmen carol carole carolina
caroline carolyn carrie carter casey cassandra cassie catalina cate catherine cathy cecil cecilia cedric celeste celia
celine cesar chad chandler chantal charlene charles charlie charlotte chase chelsea chen cheryl chester chiara chidi
chinedu chloe chloé chloë chris chrissy christa christian christiane christina christine christoph christopher christy
chuck chukwuemeka cian ciara cillian cindy claire clara clare clarence clark claude claudia claudio clayton clemens
clement cliff clifford clint clive clyde cody cole colette colin colleen conall connie connor conor conrad constance
cooper cora corey cornelia cory courtney craig cristian cristina crystal curtis cynthia cyril cyrus daisy dakota dale
dalia damian damien damon dan dana dane daniel daniela daniele daniella danielle daniil danny daphne darcy daria
darius darlene darrell darren darryl daryl dasha dave david davina davis dawn dean deanna deb debbie deborah debra
declan dee deepak deirdre delia della denis denise dennis derek desmond devin devon dexter diana diane diego dieter
dima dimitri dina dinara dinesh dirk diya dmitri dmitrii dmitriy dmitry dolores dominic dominik dominique don donald
donna dora doreen doris dorothy doug douglas drew duncan dustin dwayne dwight dylan eamon earl ed eddie eden edgar
edith edmund edna eduardo edward edwin eileen ekaterina elaine eleanor elena eleni elias elijah elina eliot elisa
elisabeth elise eliza elizabeth ella elle ellen ellie elliot elliott ellis eloise elsa elsie elton elvira elvis
emanuel emeka emil emilia emilie emilio emily emine emma emmanuel emmett enid enrique eoin eric erica erik erika erin
ernest ernesto ernie esme esmeralda esra esteban estelle esther ethan ethel eugene eugenia eunice eva evan evangeline
eve evelyn evgenia evgeny evie ezra fabian fabio faith farah farid fatima fatma faye fedor felicia felicity felipe
felix femi fergus fernanda fernando finlay finley finn fiona flora florence florian floyd frances francesca francesco
francine francis francisco franco frank frankie franklin françois fred freda freddie freddy frederic frederick
frederik freja freya fritz fyodor gabby gabriel gabriela gabriella gabrielle gail galina gareth garry gary gavin
gaynor gaëlle gemma gene genevieve geoff geoffrey george georgia georgie georgina gerald geraldine gerard gerry
gertrude giacomo gianna gideon gilbert giles gill gillian gina ginny giorgio giovanni gisela giulia giuseppe gladys
glen glenda glenn gloria godfrey gonçalo gordon grace gracie graham grant greg gregor gregory greta gretchen grigory
guido guillaume guillermo gulnara gulnora gunther gus gustav gustavo gwen gwendolyn gwyneth günther hailey haley
hamish hamza hank hanna hannah hannes hans harald harold haroon harriet harris harrison harry haruto harvey hasan
hassan hattie hayden hayley hazel heath heather hector heidi heike heinz helen helena helene helga henri henrietta
henrik henry herbert herman hilary hilda hiroshi hiroto holly homer hope horace howard hubert hugh hugo humphrey
hussein hyun hélène ian ibrahim ida ifeoma igor iker ilona ilya ilyas iman imogen imran ina ines inga ingrid inna inés
ira irene irina iris irma irving isaac isabel isabella isabelle isaiah isha ishaan ishmael isla ismail israel ivan
ivana ivor ivy izzy iñaki jack jackie jackson jacob jacqueline jacques jade jaime jake jakob jakub jamal james jamie
jan jane janet janice janine jared jasmin jasmine jason jasper jasur javier jay jayden jayne jean jeanette jeanne jed
jeff jeffrey jelena jen jenna jennie jennifer jenny jeremiah jeremy jermaine jerome jerry jerzy jess jesse jessica
jessie jesus jesús jiho jill jim jimena jimmy jo joan joana joann joanna joanne joao joaquin jocelyn jodie jody joe
joel joey johan johann johanna johannes john johnny jon jonah jonas jonathan jonny jordan jorge jose josef joseph
josephine josh joshua josie josé joy joyce joão juan juanita judah jude judith judy julia julian juliana julie julien
juliet juliette julio julius juma jun june justin justine jérôme jørgen jürgen kai kaitlyn kamila karen karim karina
karl karla karolina kaspar kat katarina kate katerina katharina katherine kathleen kathryn kathy katie katrin katrina
katy katya kay kayla keira keith kellie kelly kelvin ken kendra kenji kenneth kenny kenta kerry kevin khadija khalid
kiera kieran kim kimberly kira kiran kirill kirk kirsten kirsty kit kitty kjell klaus kofi konstantin kris krishna
kristen kristian kristin kristina krystyna ksenia ksenya kurt kwabena kwame kyle kylie käthe lachlan lakshmi lance
lara larisa larry lars laszlo latoya laura laurel lauren laurence laurent laurie lawrence layla lea leah leanne lee
leigh leighton leila lena leo leon leona leonard leonardo leonid leonie lerato leroy lesley leslie lester leticia levi
lewis lia liam lidia lilian lillian lilly lily lin lina lincoln linda lindsay lindsey ling linus lionel lisa liv liz
liza lizzie lloyd logan lois lola lora lorenzo loretta lori lorna lorraine lottie lou louis louisa louise luca lucas
lucia luc lucian luciano lucie lucille lucinda lucy lucía luigi luis luiz luka lukas luke luna lydia lyn lynda lyndsey
lynn lynne lyudmila lærke mabel maciej mackenzie madeleine madeline madina madison mae maggie magnus mahmoud maisie
malcolm malik mandla manfred manuel manuela mara marc marcel marcela marcello marcia marco marcos marcus margaret
margarita margot maria mariam marian mariana marie mariia marilyn marina mario marion marisa marissa marjorie mark
markus marlene marlon marsha marshall marta martha martin martina marty martín marvin mary maryam maría masha mason
massimo mateo mateusz matilda matt matteo matthew matthias matthieu mattie maureen maurice mauricio max maxim maxime
maximilian maxine may maya megan meghan mehmet mei mel melanie melinda melissa melody mercedes meredith merle mette
mia micah michael michaela michal micheal michel michele michelle mick mickey miguel mika mike mikhail mila milan
mildred milena miles millie milo milton mina ming minho minnie mira miranda miriam misha mitch mitchell mo mohamed
mohammad mohammed mohan moira molly mona monica monika monique morgan morris moses muhammad murray mustafa mykola
myles myra myrtle mónica nadezhda nadia nadine naledi nancy naomi nastya natalia natalie natalya natasha nathalie
nathan nathaniel neal ned neha neil nell nellie nelly nelson ngozi nia niall niamh nicholas nick nicki nickolas nicky
nico nicola nicolas nicole nicolás nigel nik nikhil nikita niklas nikola nikolai nikolas nikolay nils nina nino nisha
nkechi noah nodira noel noelle noor nora norah noreen norma norman noémie nuno nuria nyla obinna octavia odette odin
oisin oksana ola olaf oleg oleksandr olena olga oli olive oliver olivia olivier ollie oluwaseun omar opal ophelia
orlando oscar oskar osman otabek otis otto owen oxana pablo paddy paige pam pamela paola paolo parker pascal pasha pat
patricia patrick patsy patty paul paula pauline paulo pavel pearl pedro peggy penelope penny percy perry pete peter
petr petra petronella petros phil philip philippa philippe phillip phoebe phyllis pia pierre piers pilar piotr polina
polly poppy preston primrose priscilla priti priya priyanka pyotr quentin quincy quinn rachael rachel rafael rafal
ragnar raheem rahul raj rajesh ralph ramesh ramon ramona randall randy raphael raquel rashid ravi ray raymond raúl
rebecca reece reed reg reggie regina reginald reinhard rene renee rené renée rex rhiannon rhoda rhys ricardo richard
rick ricky rita rob robbie robert roberta roberto robin robyn rocco rochelle rocio rod roderick rodney rodrigo roger
rohan rohit roisin roland rolf roman romeo ron ronald ronan ronnie rory ros rosa rosalie rosalind rosanna rose
roseanne rosemary rosie ross rowan rowena roxanne roy ruben ruby rudolf rudy rufus rui rupert ruslan russell rustam
ruth ryan sabina sabine sabrina sadie saeed sakura sal sally salma salman salvador salvatore sam samantha samir samira
sammy samuel sana sandra sandy sanjay santiago saoirse sara sarah sasha saskia saul savannah scarlett scott sean
sebastian selena selina selma semyon serena serge sergei sergey sergio serhii seth shane shannon shari sharon shaun
shauna shawn sheena sheila shelby sheldon shelley sherry sherzod shirley shona shreya sid sidney siegfried siena
sienna sierra sigrid sigrun silvia simon simona simone sinead siobhan siobhán sipho skye sofia sofie sofía solomon
sonia sonja sonya soojin sophia sophie spencer stacey stacy stan stanislav stanley stefan stefania stefano steffen
stella stephan stephanie stephen sterling steve steven stewart stuart sue summer sunil suresh susan susanna susanne
susie suzanne sven svetlana sybil sydney sylvia sylvie søren tabitha tadhg tahir takashi tamara tamsin tania tanya
tara tariq tasha tatiana tatyana taylor ted teddy temur terence teresa teri terrance terrence terri terry tess tessa
thabo thaddeus thandiwe thelma theo theodora theodore theresa therese thomas tia tiago tiffany tilly tim timothy timur
tina tobias toby todd tom tomas tomasz tommy toni tony tracey tracy travis trent trevor tricia trisha tristan troy
trudy tunde tyler tyrone ulrich ulrike uma umar ursula val valentin valentina valeria valerie valery vanessa vasily
venkat vera verity vernon veronica veronika verónica vic vicki vicky victor victoria vihaan vijay vikram viktor
viktoria viktoriya vince vincent vinny viola violet virginia vitaly vivek vivian vivienne vlad vladimir volodymyr vova
vyacheslav wade wallace walter wanda warren wayne wei wendy wes wesley wilbur wilfred wilhelm will willa willard
william willie willow wilma winifred winnie winston wojciech wolfgang woody wyatt xander xavier ximena xin yana yasmin
yasmine yegor yelena yevgeny yolanda yuki yulia yuliya yuri yury yusuf yvette yvonne zac zach zachary zack zainab zane
zanele zara zarina zawadi zelda zena zhenya zoe zoey zoya zoé zoë zuri zuzanna zé élodie
`;
