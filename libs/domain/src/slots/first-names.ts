import { foldWord } from './common-words.ts';

/**
 * First names that are known to be names even in lower case or amid other words. Not a gate: an unlisted capitalised
 * word that answers the question is a name too.
 */
const names = `
александр саша саня шура алексей леша алеша анатолий толя андрей антон аркадий арсений артем артемий тема артур богдан борис боря
вадим валентин валерий валера василий вася виктор витя виталий владимир володя вова владислав влад вячеслав слава всеволод
геннадий гена георгий гоша григорий гриша глеб герман давид даниил данила даня данил денис дмитрий дима митя евгений женя
егор захар иван ваня игорь игнат илья кирилл клим константин костя лев леонид леня лука макар максим макс марат марк матвей
мирон михаил миша мирослав никита николай коля олег олежек остап павел паша петр петя платон прохор радик рамиль ренат ринат
роберт родион роман рома ростислав руслан рустам савелий семен сергей сережа серега станислав стас степан тарас тимофей тимур
тихон федор филипп эдуард эдик эльдар эмиль юрий юра яков ян ярослав
александра алена алина алиса алла альбина анастасия настя анна аня анюта ангелина антонина тоня арина валентина валерия лера
варвара варя василиса вера вероника виктория вика галина галя дарья даша диана дина ева евгения екатерина катя елена лена
елизавета лиза жанна зинаида злата зоя инна ирина ира карина кира клавдия кристина ксения ксюша лариса лидия лида лилия лия
любовь люба людмила люда майя маргарита рита марина мария маша марьяна милана надежда надя наталья наталия наташа нелли нина
оксана олеся ольга оля полина раиса регина римма роза руфина светлана света серафима снежана софия софья соня таисия тамара
татьяна таня ульяна фаина эвелина элина эльвира эмма юлия юля яна ярослава гульнара айгуль динара зарина лейла мадина
james john robert michael william david richard joseph thomas charles chris christopher daniel dan matthew matt anthony mark
donald steven steve paul andrew andy joshua kenneth ken kevin brian george edward ed ronald timothy tim jason jeffrey jeff
ryan jacob gary nicholas nick eric jonathan stephen larry justin scott brandon benjamin ben samuel sam gregory greg frank
alexander alex raymond patrick jack dennis jerry tyler aaron jose adam henry nathan peter pete zachary kyle walter ethan
jeremy harold carl keith roger noah gerald oliver liam lucas leo max victor ivan oleg sergey sergei dmitry igor pavel anton
mary patricia jennifer jen linda elizabeth liz barbara susan sue jessica sarah sara karen nancy lisa betty margaret sandra
ashley kimberly kim emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen
amy angela shirley anna ann anne brenda pamela emma nicole helen samantha katherine kate christine debra rachel carolyn janet
catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan
andrea cheryl hannah jacqueline martha gloria teresa ann sophia sophie alice julia olga elena natalia tatiana irina marina
svetlana ekaterina
`;

const known = new Set(names.split(/\s+/).filter(Boolean));

/** Whether a word is a first name of the list. */
export function isFirstName(word: string): boolean {
  return known.has(foldWord(word));
}
