/** Everyday English words that people write to a company and that are no name. Lower case, dictionary form. */
export const englishEverydayWords = `
sofa couch table chair desk wardrobe bed mattress kitchen furniture shelf cabinet mirror carpet rug lamp light socket
wire cable window door balcony wall ceiling floor roof fence gate stairs tile laminate parquet wallpaper paint plaster
cement concrete brick board plywood insulation siding facade renovation repair repairs installation assembly
measurement project estimate drawing design interior construction house home cottage apartment flat room office garage
sauna pool plot yard basement attic bathroom bath toilet shower sink tap faucet pipe radiator boiler pump filter meter
plumbing electrics wiring heating conditioner ventilation hood fridge refrigerator stove oven microwave dishwasher
washer dryer vacuum iron kettle blender tv television computer laptop tablet monitor printer keyboard mouse headphones
speaker charger battery camera router internet wifi smartphone iphone android case screen glass software app server
license subscription car auto vehicle engine motor gearbox wheel tire tyre bumper headlight trunk oil petrol gas spare
part parts truck van lorry bike bicycle motorcycle scooter trailer insurance policy loan credit mortgage deposit
installment account card bank transfer receipt invoice bill tax percent sum advance prepayment cash clothes dress
skirt trousers pants jeans shirt sweater coat jacket suit shoes boots sneakers hat scarf gloves bag backpack suitcase
wallet belt glasses watch ring necklace bracelet gift present bouquet flower flowers rose cake pie pizza sushi burger
coffee tea water juice milk bread meat fish vegetable fruit apple food restaurant cafe bar menu catering courier
course lesson class training school university college kindergarten tutor teacher student pupil exam diploma
certificate webinar seminar lecture book textbook language english french german russian spanish italian chinese
japanese american british irish scottish welsh canadian australian indian polish turkish dutch swedish ukrainian
european asian african workout fitness gym membership yoga massage manicure haircut hair nails makeup cream shampoo
perfume doctor dentist clinic hospital tooth appointment prescription medicine pill pharmacy surgery treatment health
child children kid kids baby son daughter grandson granddaughter grandma grandpa grandmother grandfather parents
mother father mom mum dad aunt uncle nephew niece neighbour neighbor friend colleague boss husband wife brother sister
partner employee worker accountant lawyer engineer plumber electrician builder driver seller cashier administrator
secretary designer architect programmer developer marketer blogger journalist photographer cook chef waiter guard
policeman soldier pensioner retiree housewife entrepreneur owner landlord landlady tenant buyer customer client
contractor supplier investor realtor agent agency representative mechanic welder painter carpenter cleaner nanny guest
tourist traveller passenger trip tour ticket train plane bus taxi hotel booking reservation visa passport document
contract agreement application request complaint claim return refund warranty exchange defect problem issue error task
job vacancy resume salary schedule shift vacation holiday wedding anniversary party concert theatre movie film music
game sport football hockey dog cat puppy kitten pet animal vet tree grass lawn garden greenhouse seeds soil sand
gravel river sea lake forest mountain field road street avenue lane square district city town village region country
world subway station airport parking shop store market warehouse plant factory production advertisement ad ads promo
sale catalogue catalog brand model size colour color white black red blue green yellow grey gray brown pink purple
orange beige big small long short wide narrow high low new old cheap expensive good bad nice beautiful fast slow
urgent important necessary free full empty warm cold hot hard soft clean dirty dry wet heavy strong weak simple
complicated personal local convenient broken broke stuck lost late early tired sick ill bored angry upset confused
serious excited sorry afraid scared lucky hungry thirsty sleepy married single pregnant vegan vegetarian retired
unemployed disabled alone alive dead drunk sober done finished moving leaving buying selling ordering coming going
working living thinking wondering second sec minute moment hour period term date time winter spring summer autumn fall
january february march april june july august september october november december breakfast lunch dinner noon midnight
weekend weekday christmas easter halloween thanksgiving birthday weather rain snow sun wind truth lie joke sense idea
thought opinion advice choice decision answer reason goal plan dream hope faith love happiness joy pain fear luck
success money budget savings quality quantity weight volume length width height depth shape kind type sort option way
method rule law right order list quickly slowly always sometimes usually again together separately immediately better
worse generally probably certainly definitely approximately almost quite enough slightly online offline remotely
personally ridiculous amazing awesome terrible horrible nonsense rubbish crazy insane stupid unbelievable perfect
excellent lovely brilliant fantastic whatsapp telegram viber instagram facebook skype zoom youtube tiktok twitter
linkedin snapchat signal messenger acme haha hahaha lmao omg wow oops yikes wdym anyone news pro max plus mini ultra
premium standard basic deluxe express everyone everything anything something nothing somewhere anywhere nowhere
sometime once twice undefined null none na unknown nobody noone user admin root test tester visitor human being lady
gentleman guy girl boy man woman person people folks team family couple group company business firm organization
department support service sales accounting marketing delivery reception headquarters branch hate like dislike wish
believe remember forget forgot live stay bought sold ordered paid received wrote asked answered knew saw found chose
decided changed read looked came went got made took gave told heard felt left kept brought started stopped moved king
queen god santa claus batman superman spiderman hero chief female male salon studio beauty barber able about above
accept access accident according across act action active activity actual add addition additional adult affair affect
afford age ago agree ahead aim air all allow along already although among amount analysis anger announce annual
another anybody anymore anyway apart apparent appeal appear apply approach approve area argue arm army around arrival
arrive article artist aside asleep assist assistant assume attack attempt attend attention attitude attract average
avoid award aware away awful background balance ball band base basis basket bear beat become beg begin behave behind
belong below bench bend beneath benefit beside besides beyond bird birth bit bite bitter blame blanket blind block
blood blow boat body bone border born borrow both bother bottle bottom bowl box brain brave break breath brief bring
broad burn burst button calm camp campaign cancel candidate candle capable capacity capital care career careful carry
cast catch cause celebrate cell central century ceremony chain chairman challenge champion channel character charge
charity chart chat cheek cheer cheese chemical chest chicken chip circle circumstance citizen clear clever climate
climb clock cloth cloud club coach coal coast coin collar collection column combine comfort comfortable command
comment commercial commit committee common communicate community compare compete competition complain complete complex
concept concern conclusion condition conduct confidence confirm conflict connect connection consider consist constant
contain content contest context continue contribute control conversation convince cookie copy corner correct cost
cotton cough council count counter courage court cover cow crack craft crash create creature crew crime crisis
critical cross crowd crown cry culture cup cure curious current curtain curve custom cut cycle daily damage damp dance
danger dangerous dare dark data database deal dealer dear death debate debt decade decent deep defeat defend define
degree delay deliberate delight demand deny depend describe desert deserve desire despite destroy detail detect
determine develop device diet differ difference difficult difficulty dig direct direction director disagree disappear
disaster discipline discover discuss disease dish dismiss display distance divide divorce double doubt downstairs drag
drama draw drawer drink drive drop drug duty each eager earn earth ease east easy eat economy edge edit educate
education effect effective efficient effort egg either elderly elect electric electricity element else elsewhere
emergency emotion emphasis employ employer enable encourage end enemy energy engage enjoy enormous ensure enter
entertain entire entrance entry envelope environment equal equipment escape especially essential establish estate even
event eventually ever every evidence evil exact examine example except excite excuse executive exercise exist exit
expand expect expense experience expert explain explore export expose extend extension extent extra extreme face
facility fact fail failure fair fairly fake false familiar famous fan fancy far farm farmer fashion fat fault favour
favor favourite favorite feature fee feed feel feeling fellow few fight figure file fill final finance financial find
finger finish fire fit fix flash flight float flood flow fly focus fold follow fool foot force foreign forever forgive
form formal former forth fortune forward foundation frame freedom freeze frequent fresh friendly front frozen fuel fun
function fund funny further future gain gallery gap gather general generation generous gentle genuine giant glad
glance glove goods govern government grade gradual grand grateful grave ground grow growth guarantee guess guide
guilty gun habit half hall hand handle handsome handy hang happen happening harm head headache heal hear heart heat
heaven hell helpful hence hide hill hint hire history hit hold hole holy honest honour horse host household however
huge humour hurry hurt ice ideal identify ignore illegal illness image imagine immediate impact import impossible
impress improve inch incident include income increase indeed independent indicate individual indoor industry inform
initial injure injury inside insist inspect install instance instruction intend intention interest international
interview introduce invite involve island item jaw jazz judge jump junior jury keen key kick kill kiss knee knife
knock knowledge label labour lack land large last latest laugh launch lay layer lead leader leaf league lean leather
leg legal letter level liberty library life lift likely limit line link lip liquid listen literature location lock log
logic lonely loose lord lose loss loud lower luggage lung machine mad magazine magic main maintain major majority
manage management manner mark marry mass master match mate material maximum meal meaning means meanwhile measure media
medical meet meeting member memory mental mention merely mess metal middle might mile military mill mind mine minimum
minister minor miss mission mistake mix mixture mobile mode modern monthly mood moon moral motion mount mouth movement
murder muscle museum mystery nation native natural nature naughty near neat neck needle negative neither nerve nervous
net network newspaper nightmare noise noisy normal north nose note notice novel nowadays nuclear nurse nut object
objective observe obtain obvious occasion occur ocean odd offence offend offer officer official often opening operate
operation opportunity oppose opposite ordinary organize origin original otherwise ought outcome outdoor output outside
overall owe own pace pack package page pair palace pale panel panic paper paragraph parcel pardon parent park
particular partly pass passage passion past path pattern pause peace peak pen pencil pension per percentage perform
performance perhaps permanent permission permit personality phase philosophy photo phrase physical piano pick picture
piece pile pilot pin pitch place plain plastic plate platform play player plea pleasant pleased pleasure plenty pocket
poem poet point poison pole polite political politician pollution poor pop popular population port position positive
possess possession possibility possible post pot potato potential pound pour poverty powder power powerful practical
practice praise pray prayer predict prefer preparation prepare presence pressure presume pretend pretty prevent
previous pride priest primary principle print prior prison private prize procedure proceed process produce profession
professional professor profile profit program progress promise promote prompt proof proper property proposal propose
protect protection proud prove provide provided public publish pull punch punish purchase pure purpose pursue push
quarter queue quiet quit race radio rail raise range rank rapid rare rather raw react reaction real realise realize
reality reasonable recall recent recipe reckon recognise recognize recommend record recover reduce refer reference
reflect reform refuse regard register regret regular relate relation relationship relative relax release relevant
relief religion rely remain remark remarkable remind remote remove rent repeat replace report represent reputation
require rescue research resident resist resource respect responsible rest result retail retire reveal revenue review
revolution reward rice ride rise risk rival rock role roll rope rough round route routine row rubber rude ruin run
rush sad safe safety sail salad salt same sample satisfy sauce save scale scene scheme scientist scratch scream seal
search season seat secondary section sector secure security seek seem seldom select self senior sensible sensitive
sentence separate sequence series servant serve session set settle several severe sex shade shadow shake shame share
sharp sheet shine shock shoot shore shot shoulder shout shut shy side sight sign significant silence silent silly
similar since sincere sing singer site situation skill skin sky slave sleep slice slight slip smart smell smile smoke
smooth snake soap social society solid solution solve somebody somehow someone somewhat song soul sound soup source
south space special specialist specific speech speed spell spend spirit spite split spoil spot spread stable staff
stage stand star state statement status steady steal steel steep step stick stiff still stock stomach stone storage
storm story straight strange stranger strategy strength stress stretch strict strike string strip structure struggle
study stuff style subject substance succeed successful sudden suffer sufficient sugar suggest suggestion suitable
supper supply surface surprise surprised surround survey survive suspect swear sweep sweet swim swing switch symbol
sympathy system talent tall tank tape taste teach tear technical technique technology temper temperature temporary
tend tension territory thank theme theory therefore thick thief thin thing thread threat threaten throat throughout
throw thus tide tie tight tin tiny tip tissue title toe tongue tool top topic total touch tough toward tower track
trade tradition traffic trail transport trap treat trend trial trick trouble trust try tube tune turn twin typical
ugly ultimate umbrella understand unfortunately union unique unit universal unless unlike unlikely until unusual upon
upper upstairs urban urge useful useless usual valley valuable value variety various vast version very victim victory
view violence violent virtually virus vision visual vital voice volunteer vote wage wake walk wander warn waste wave
wealth weapon wear weed week weekly weird welcome welfare west western whereas whether while whisper whole wild
willing win wine wing winner wise within witness wonder wonderful wood wool word worry worth wound wrap write writer
yearly yet youth zone mates bro dude sis pal buddy brill ta asap fyi btw eta tbc tba nope nada zilch congratulations
congrats regards sincerely faithfully sir madam gents ladies guys ciao merci gracias danke namaste aloha salut jeez bravo adios hola bonjour salaam shalom wi fi broadband
portuguese catholic muslim buddhist hindu jewish christian belgian austrian danish norwegian finnish greek romanian hungarian czech korean
vietnamese thai brazilian mexican egyptian israeli arab loft conversion outside inside whenever wherever whoever whichever tomorrow tonight
voicemail landline hotline extension disappointed annoyed worried relieved overwhelmed hilarious fab ace cool wicked sorted gutted knackered
`;
