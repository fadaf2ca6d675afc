/** Cities, countries and well-known brands: answers to another question than the name. Lower case, `ё` as `е`. */
const places = `
москва подмосковье питер петербург спб мск ленинград новосибирск екатеринбург казань нижний новгород челябинск самара
омск ростов уфа красноярск воронеж пермь волгоград краснодар саратов тюмень тольятти ижевск барнаул ульяновск иркутск
хабаровск ярославль владивосток махачкала томск оренбург кемерово новокузнецк рязань астрахань набережные челны пенза
липецк киров чебоксары калининград тула курск сочи ставрополь тверь магнитогорск иваново брянск белгород сургут чита
архангельск калуга смоленск волжский курган орел череповец владикавказ мурманск саранск вологда тамбов стерлитамак
грозный якутск кострома комсомольск петрозаводск таганрог нижневартовск йошкар братск новороссийск дзержинск нальчик
шахты сыктывкар нижнекамск орск бийск ангарск балашиха химки подольск мытищи королев люберцы красногорск одинцово
домодедово зеленоград пушкин гатчина выборг псков великий россия беларусь белоруссия минск гомель брест гродно витебск
могилев украина киев харьков одесса днепр львов донецк луганск крым симферополь севастополь ялта казахстан алматы
астана шымкент караганда узбекистан ташкент самарканд бухара киргизия кыргызстан бишкек таджикистан душанбе
туркменистан ашхабад армения ереван грузия тбилиси батуми азербайджан баку молдова кишинев латвия рига литва вильнюс
эстония таллин германия берлин франция париж италия рим испания англия лондон америка сша китай пекин турция стамбул
анталья дубай оаэ египет таиланд бали вьетнам индия израиль польша варшава чехия прага сербия белград европа азия
сибирь урал кавказ london manchester birmingham leeds liverpool bristol sheffield glasgow edinburgh cardiff belfast
newcastle nottingham leicester southampton brighton oxford cambridge york bath england scotland wales ireland dublin
britain uk usa us america nyc angeles chicago houston phoenix philadelphia antonio diego dallas austin boston seattle
denver detroit memphis portland vegas atlanta miami oakland tulsa minneapolis cleveland tampa honolulu texas
california florida canada toronto vancouver montreal ottawa calgary mexico australia sydney melbourne brisbane perth
zealand auckland germany berlin munich hamburg frankfurt cologne france paris lyon marseille italy rome milan naples
turin venice spain madrid barcelona valencia seville portugal lisbon porto netherlands amsterdam rotterdam belgium
brussels switzerland zurich geneva austria vienna sweden stockholm norway oslo denmark copenhagen finland helsinki
poland warsaw krakow czech prague hungary budapest romania bucharest bulgaria sofia greece athens turkey istanbul
ankara russia moscow petersburg ukraine kyiv georgia tbilisi armenia israel jerusalem egypt cairo dubai emirates qatar
doha india delhi mumbai bangalore china beijing shanghai hong kong japan tokyo osaka korea seoul singapore malaysia
thailand bangkok vietnam indonesia jakarta brazil argentina chile peru colombia africa nigeria lagos kenya nairobi
johannesburg europe asia
`;

const brands = `
самсунг эппл эпл яблоко хуавей хуавэй сяоми ксиаоми редми реалми хонор сони панасоник филипс бош сименс лджи элджи
индезит аристон электролюкс горенье хайер хаер атлант леново асус эйсер интел амд нвидиа майкрософт гугл яндекс сбер
сбербанк тинькофф втб альфабанк газпром лукойл роснефть ростелеком билайн мегафон теледва йота мтс тойота ниссан хонда
мазда мицубиси субару сузуки лексус инфинити хендай хундай киа дэу шевроле форд опель рено пежо ситроен фольксваген
шкода ауди бмв мерседес порше вольво сааб фиат джип крайслер додж кадиллак лада ваз уаз газ камаз маз зил нива гранта
веста приора калина ларгус камри королла солярис рио поло логан дастер патриот чери джили хавал икея леруа мерлен оби
ашан лента магнит пятерочка дикси перекресток озон вайлдберриз авито ламода сдек боксберри адидас найк пума зара кока
кола пепси макдональдс samsung apple huawei xiaomi redmi realme honor sony panasonic philips bosch siemens lg indesit
electrolux haier lenovo asus acer intel amd nvidia microsoft google yandex amazon ebay facebook meta netflix spotify
uber airbnb tesla toyota nissan honda mazda mitsubishi subaru suzuki lexus infiniti hyundai kia chevrolet ford opel
renault peugeot citroen volkswagen vw skoda audi bmw mercedes benz porsche volvo fiat jeep chrysler dodge cadillac
corolla camry civic accord golf polo passat focus fiesta macbook ipad iphone galaxy pixel playstation xbox nintendo
ikea walmart target costco tesco sainsbury asda lidl aldi dhl ups fedex usps nike adidas puma zara gucci prada rolex
coca cola pepsi starbucks mcdonalds kfc visa mastercard paypal stripe dell hp canon nikon epson xerox
`;

/** Places and brands, folded. */
export const placesAndBrands: readonly string[] = `${places} ${brands}`.split(/\s+/).filter(Boolean);
