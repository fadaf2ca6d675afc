import type { LocalizedText } from '@voronka/domain';
import type { ErrorCode } from './errors.ts';

/**
 * What people read for every code: what happened, what was kept, what to do. The only place with these words; the API
 * sends them in both languages and the interface shows the reader's.
 */
export const errorTexts: Readonly<Record<ErrorCode, LocalizedText>> = {
  'Request.Invalid': {
    ru: 'Запрос заполнен неверно, ничего не изменено. Исправьте отмеченные поля и повторите.',
    en: 'The request is not filled in correctly; nothing was changed. Correct the marked fields and try again.',
  },
  'Request.TooLarge': {
    ru: 'Запрос слишком большой и не принят. Уменьшите его и повторите.',
    en: 'The request is too large and was not taken. Make it smaller and try again.',
  },
  'Request.NotFound': {
    ru: 'Такого адреса или записи нет. Обновите страницу: возможно, запись удалена.',
    en: 'There is no such address or record. Reload the page: the record may have been removed.',
  },
  'Request.Conflict': {
    ru: 'Запись уже изменилась, ваше действие не выполнено. Обновите страницу и проверьте её состояние.',
    en: 'The record has changed meanwhile and your action was not carried out. Reload the page and check its state.',
  },
  'Request.RateLimited': {
    ru: 'Слишком много запросов подряд. Подождите немного и повторите.',
    en: 'Too many requests in a row. Wait a little and try again.',
  },
  'Auth.Required': {
    ru: 'Нужно войти. Войдите и повторите действие.',
    en: 'You need to log in. Log in and repeat the action.',
  },
  'Auth.Expired': {
    ru: 'Вход устарел. Войдите снова; введённое на странице сохранится до её закрытия.',
    en: 'Your login has expired. Log in again; what you typed stays on the page until you close it.',
  },
  'Auth.Forbidden': {
    ru: 'Для этого действия не хватает прав, ничего не изменено. Обратитесь к администратору.',
    en: 'You are not allowed to do this; nothing was changed. Ask an administrator.',
  },
  'Auth.ScopeMissing': {
    ru: 'У токена нет нужного права, ничего не изменено. Выпустите токен с правом, которое названо в ответе.',
    en: 'The token lacks a right; nothing was changed. Make a token with the right that is named in the answer.',
  },
  'Auth.WrongPassword': {
    ru: 'Почта или пароль не подходят. Проверьте раскладку и повторите.',
    en: 'The e-mail or the password is wrong. Check the keyboard layout and try again.',
  },
  'Auth.PasswordChangeRequired': {
    ru: 'Сначала смените первый пароль на свой, после этого откроется всё остальное.',
    en: 'First replace the initial password with your own; everything else opens after that.',
  },
  'Auth.TooManyAttempts': {
    ru: 'Слишком много неудачных попыток входа. Подождите несколько минут и попробуйте снова.',
    en: 'Too many failed attempts to log in. Wait a few minutes and try again.',
  },
  'Channel.Unknown': {
    ru: 'Такого канала нет или он выключен, сообщение не принято. Проверьте ключ канала.',
    en: 'There is no such channel or it is switched off; nothing was taken. Check the channel key.',
  },
  'Channel.OriginNotAllowed': {
    ru: 'Этому сайту не разрешено встраивать чат. Добавьте его адрес в настройках канала.',
    en: 'This site may not embed the chat. Add its address in the settings of the channel.',
  },
  'Channel.SignatureWrong': {
    ru: 'Подпись запроса не сходится, запрос не принят. Проверьте секрет канала и подписываемую строку.',
    en: 'The signature does not match and the request was not taken. Check the secret and the signed string.',
  },
  'Channel.TimestampOutsideWindow': {
    ru: 'Время запроса отличается от нашего больше чем на пять минут, запрос не принят. Сверьте часы отправителя.',
    en: 'The time of the request differs from ours by more than five minutes; it was not taken. Check the sender’s clock.',
  },
  'Channel.Replayed': {
    ru: 'Запрос с этим номером уже был, второй раз он не выполнен. Для нового запроса нужен новый номер.',
    en: 'A request with this id was taken before and is not carried out twice. A new request needs a new id.',
  },
  'Channel.MessageTooLarge': {
    ru: 'Сообщение длиннее 8 кБ и не принято. Разделите его на несколько.',
    en: 'The message is longer than 8 kB and was not taken. Split it into several.',
  },
  'Channel.MessageMalformed': {
    ru: 'Сообщение не удалось прочитать, оно не принято. Исправьте отмеченные поля и отправьте снова.',
    en: 'The message could not be read and was not taken. Correct the marked fields and send it again.',
  },
  'Channel.TokenInvalid': {
    ru: 'Сеанс чата не распознан. Откройте чат заново: начнётся новый разговор.',
    en: 'The chat session is not known. Open the chat again: a new conversation will begin.',
  },
  'Channel.ConsentRequired': {
    ru: 'Сообщение не отправлено: сначала нужно согласие на обработку данных. Текст сохранён у вас.',
    en: 'The message was not sent: first we need your consent to process your data. Your text is kept.',
  },
  'Channel.DeliveryFailed': {
    ru: 'Канал не принял сообщение, оно сохранено в диалоге. Проверьте канал и отправьте ещё раз.',
    en: 'The channel did not take the message; it is kept in the dialogue. Check the channel and send it again.',
  },
  'Channel.DeliveryAmbiguous': {
    ru: 'Неизвестно, дошло ли сообщение: канал не ответил. Второй раз оно само не отправится; уточните у клиента.',
    en: 'It is not known whether the message arrived: the channel gave no answer. It is not repeated by itself; ask the client.',
  },
  'Channel.AssistantMissing': {
    ru: 'У канала нет ассистента, поэтому вести по сценарию некому. Назначьте каналу ассистента и повторите.',
    en: 'The channel has no assistant, so nobody could lead by the flow. Give the channel an assistant and try again.',
  },
  'Channel.AssistantShared': {
    ru: 'Ассистент этого канала ведёт и другие каналы, сценарий не изменён. Подтвердите, что он сменится во всех.',
    en: 'The assistant of this channel leads further ones; the flow was not changed. Confirm that it changes in all of them.',
  },
  'Dialogue.Unknown': {
    ru: 'Такого диалога нет. Вернитесь к списку диалогов.',
    en: 'There is no such dialogue. Go back to the list of dialogues.',
  },
  'Flow.Invalid': {
    ru: 'В сценарии есть ошибки, он не опубликован; черновик сохранён. Исправьте отмеченные узлы.',
    en: 'The flow has errors and was not published; the draft is kept. Correct the marked nodes.',
  },
  'Flow.DraftChanged': {
    ru: 'Черновик уже изменил кто-то другой, ваши правки не записаны. Выберите, что оставить, или обновите сценарий.',
    en: 'Someone else has changed the draft and your edits were not saved. Choose what to keep, or reload the flow.',
  },
  'Flow.InUse': {
    ru: 'Сценарий используется, поэтому его нельзя убрать в архив. Сначала замените его там, где он нужен.',
    en: 'The flow is in use, so it cannot be archived. First put another in its place where it is needed.',
  },
  'Flow.Archived': {
    ru: 'Сценарий в архиве, ничего не изменено. Верните его из архива и повторите.',
    en: 'The flow is archived and nothing was changed. Take it out of the archive and try again.',
  },
  'Flow.NotPublished': {
    ru: 'Сценарий ещё не опубликован, канал работает по-прежнему. Опубликуйте сценарий и повторите.',
    en: 'The flow has not been published yet; the channel works as before. Publish the flow and try again.',
  },
  'Flow.FileInvalid': {
    ru: 'Сценарий из файла не загружен, ничего не изменено.',
    en: 'The flow was not loaded from the file; nothing was changed.',
  },
  'Flow.NoTriggerMatched': {
    ru: 'Ни одно начало сценария не подошло к сообщению. Сообщение сохранено, диалог ждёт менеджера.',
    en: 'No trigger of the flow took the message. The message is kept and the dialogue waits for a manager.',
  },
  'Flow.NoRuleMatched': {
    ru: 'Ни одно правило узла не подошло. Диалог остановлен на этом узле и ждёт менеджера; исправьте узел и повторите.',
    en: 'No rule of the node matched. The dialogue stopped there and waits for a manager; correct the node and retry.',
  },
  'Flow.NodeMissing': {
    ru: 'Сценарий ведёт в узел, которого нет. Диалог остановлен и ждёт менеджера; исправьте сценарий и повторите.',
    en: 'The flow leads to a node that does not exist. The dialogue stopped and waits for a manager; correct it and retry.',
  },
  'Flow.EdgeMissing': {
    ru: 'Из узла нет нужного выхода. Диалог остановлен и ждёт менеджера; соедините выход и повторите.',
    en: 'The node has no way out where one is needed. The dialogue stopped and waits for a manager; connect it and retry.',
  },
  'Flow.StepBudgetSpent': {
    ru: 'Сценарий ходит по кругу и остановлен. Диалог ждёт менеджера; уберите круг без ожидания и повторите.',
    en: 'The flow runs in a circle and was stopped. The dialogue waits for a manager; remove the circle and retry.',
  },
  'Crm.Unreachable': {
    ru: 'CRM не отвечает по своему адресу. Данные сохранены, попытки продолжаются; проверьте адрес и сеть.',
    en: 'The CRM does not answer at its address. The data are kept and attempts go on; check the address and the network.',
  },
  'Crm.TimedOut': {
    ru: 'CRM не ответила вовремя. Данные сохранены, попытки продолжаются.',
    en: 'The CRM did not answer in time. The data are kept and attempts go on.',
  },
  'Crm.RateLimited': {
    ru: 'CRM просит обращаться к ней реже. Данные сохранены, шаг выполнится позже сам.',
    en: 'The CRM asks for fewer requests. The data are kept and the step will run later by itself.',
  },
  'Crm.Unauthorized': {
    ru: 'CRM не приняла доступ. Данные сохранены; обновите доступ в настройках интеграции и повторите.',
    en: 'The CRM refused the credentials. The data are kept; renew them in the integration’s settings and retry.',
  },
  'Crm.Rejected': {
    ru: 'CRM отклонила запрос. Данные сохранены; проверьте настройки полей и этапов и повторите.',
    en: 'The CRM rejected the request. The data are kept; check the settings of fields and stages and retry.',
  },
  'Crm.ServerError': {
    ru: 'В CRM произошла ошибка. Данные сохранены, попытки продолжаются.',
    en: 'The CRM had an error of its own. The data are kept and attempts go on.',
  },
  'Crm.UnreadableAnswer': {
    ru: 'Ответ CRM не удалось прочитать. Данные сохранены; проверьте, что адрес ведёт в CRM.',
    en: 'The answer of the CRM could not be read. The data are kept; check that the address leads to the CRM.',
  },
  'Crm.Ambiguous': {
    ru: 'Неизвестно, записала ли CRM изменение. Сначала оно ищется в CRM и не повторяется вслепую.',
    en: 'It is not known whether the CRM stored the change. It is looked up first and not repeated blindly.',
  },
  'Crm.NotConfigured': {
    ru: 'Доступа к CRM нет: он не настроен или отозван. Данные сохранены; откройте интеграцию, дополните доступ и повторите.',
    en: 'There is no access to the CRM: it was not set up, or was taken back. The data are kept; complete it in the integration and retry.',
  },
  'Crm.StageUnmapped': {
    ru: 'Этап воронки не сопоставлен со статусом CRM. Карточка осталась на месте; сопоставьте этап и повторите.',
    en: 'The funnel stage is not mapped to a CRM status. The card stayed where it was; map the stage and retry.',
  },
  'Crm.StageGone': {
    ru: 'В CRM больше нет статуса этого этапа воронки. Карточка осталась на месте; сопоставьте этап заново и повторите.',
    en: 'The CRM no longer has the status of this funnel stage. The card stayed where it was; map the stage anew and retry.',
  },
  'Crm.FieldMissing': {
    ru: 'В CRM нет поля для тегов, а добавить его нам нельзя: карточки остаются без тегов. Попросите администратора CRM добавить его или дать нам право.',
    en: 'The CRM has no field for tags and lets us add none: cards stay without tags. Ask its administrator to add it or to let us.',
  },
  'Crm.Busy': {
    ru: 'Эту запись сейчас меняет другой диалог. Шаг подождёт и выполнится сам.',
    en: 'Another dialogue is changing this record just now. The step waits and then runs by itself.',
  },
  'Crm.Paused': {
    ru: 'Интеграция с CRM выключена. Шаг сохранён и выполнится, когда её включат.',
    en: 'The CRM integration is switched off. The step is kept and runs when it is switched on again.',
  },
  'Crm.BackAndForth': {
    ru: 'Поле карточки меняют туда и обратно робот CRM и сценарий; мы перестали его писать. Уберите одно из правил и повторите.',
    en: 'A robot of the CRM and the flow change a field back and forth; we stopped writing it. Remove one rule and retry.',
  },
  'Crm.AddressForbidden': {
    ru: 'Этот адрес CRM не разрешён: нужен внешний адрес с https. Ничего не отправлено; исправьте адрес.',
    en: 'This CRM address is not allowed: it must be a public https address. Nothing was sent; correct the address.',
  },
  'Crm.NotSupported': {
    ru: 'Подключённая CRM на этом плане так не умеет. Данные сохранены; что доступно, показано в настройках интеграции.',
    en: 'The joined CRM cannot do this on its plan. The data are kept; the integration’s settings show what it can do.',
  },
  'Crm.Unpaid': {
    ru: 'CRM отвечает, что аккаунт не оплачен. Данные сохранены, попытки продолжаются; проверьте оплату CRM.',
    en: 'The CRM says that its account is not paid. The data are kept and attempts go on; check the payment of the CRM.',
  },
  'Crm.Blocked': {
    ru: 'CRM заблокировала доступ ко всему аккаунту. Данные сохранены; попросите поддержку CRM снять блокировку и повторите.',
    en: 'The CRM blocked access to the whole account. The data are kept; ask its support to lift the block and retry.',
  },
  'Crm.ResponsibleGone': {
    ru: 'Ответственного больше нет в CRM: карточка осталась без него. Назначьте ответственного в CRM и свяжите менеджера с другим пользователем CRM.',
    en: 'The responsible is no longer in the CRM: the card was left without them. Set one in the CRM and link the manager to another CRM user.',
  },
  'CrmWidget.TokenInvalid': {
    ru: 'Кто вы, amoCRM не подтвердила, ничего не изменено. Обновите карточку; не помогло — проверьте секретный ключ и адрес аккаунта в интеграции.',
    en: 'Who you are was not confirmed by amoCRM; nothing was changed. Reload the card; if that does not help, check the secret key and the account’s address in the integration.',
  },
  'CrmWidget.TokenUsed': {
    ru: 'Это подтверждение amoCRM уже использовано, ничего не изменено. Повторите действие.',
    en: 'This confirmation of amoCRM was used before; nothing was changed. Repeat the action.',
  },
  'CrmWidget.PersonUnknown': {
    ru: 'Ваш пользователь amoCRM не связан с менеджером Voronka. Попросите администратора связать вас на странице интеграции.',
    en: 'Your amoCRM user is not linked to a manager of Voronka. Ask an administrator to link you on the page of the integration.',
  },
  'CrmWidget.OriginNotAllowed': {
    ru: 'Виджет открыт не в том аккаунте amoCRM, который подключён. Проверьте адрес аккаунта в интеграции.',
    en: 'The widget is open in an amoCRM account that is not joined. Check the account’s address in the integration.',
  },
  'Proposal.ManagerLeads': {
    ru: 'Диалог ведёт менеджер, предложение ассистента не принято. Ассистент продолжит, когда диалог ему вернут.',
    en: 'A manager leads the dialogue; the assistant’s proposal was not taken. It goes on when the dialogue is given back.',
  },
  'Proposal.TurnClosed': {
    ru: 'На этот ход уже ответили, или клиент успел написать снова. Предложение не принято; возьмите новый ход.',
    en: 'This turn has been answered, or the client has written again. The proposal was not taken; read the next turn.',
  },
  'Proposal.TooLate': {
    ru: 'Время на ответ вышло, клиенту ответил сценарий. Предложение не принято; возьмите новый ход.',
    en: 'The time for an answer is over and the flow has spoken. The proposal was not taken; read the next turn.',
  },
  'Assistant.NotConfigured': {
    ru: 'Языковая модель не настроена, клиенту отвечает сценарий. Укажите её адрес, название и ключ.',
    en: 'The language model is not set up; the flow answers the client. Give its address, name and key.',
  },
  'Assistant.Unavailable': {
    ru: 'Языковая модель не отвечает или перегружена, клиенту отвечает сценарий.',
    en: 'The language model does not answer or is overloaded; the flow answers the client.',
  },
  'Assistant.TimedOut': {
    ru: 'Языковая модель не успела ответить, клиенту ответил сценарий. Увеличьте время на ответ или выберите модель быстрее.',
    en: 'The language model was too slow and the flow answered the client. Allow more time or choose a faster model.',
  },
  'Assistant.Rejected': {
    ru: 'Языковая модель отклонила запрос, клиенту отвечает сценарий. Проверьте ключ, название модели и адрес.',
    en: 'The language model refused the request; the flow answers the client. Check the key, the model’s name and the address.',
  },
  'Assistant.UnreadableAnswer': {
    ru: 'Ответ языковой модели не удалось разобрать, клиенту ответил сценарий. Проверьте инструкцию и модель.',
    en: 'The answer of the language model could not be read; the flow answered the client. Check the instructions and the model.',
  },
  'Webhook.NotConfigured': {
    ru: 'Исходящий вебхук удалён или выключен, вызов не отправлен. Включите его или выберите другой и повторите шаг.',
    en: 'The outgoing webhook was removed or switched off; nothing was sent. Switch it on or choose another and retry the step.',
  },
  'Webhook.Unavailable': {
    ru: 'Получатель вебхука не отвечает. Вызов сохранён, попытки продолжаются.',
    en: 'The receiver of the webhook does not answer. The call is kept and attempts go on.',
  },
  'Webhook.Rejected': {
    ru: 'Получатель отклонил вызов вебхука. Проверьте его адрес и настройки и повторите шаг.',
    en: 'The receiver refused the webhook call. Check its address and settings and retry the step.',
  },
  'Webhook.AddressForbidden': {
    ru: 'Этот адрес вебхука не разрешён: нужен внешний адрес с https. Ничего не отправлено; исправьте адрес.',
    en: 'This webhook address is not allowed: it must be a public https address. Nothing was sent; correct the address.',
  },
  'Webhook.InUse': {
    ru: 'Этот вебхук нельзя удалить: он используется. Сначала уберите его шаг из сценария и опубликуйте сценарий, или выключите вебхук.',
    en: 'This webhook cannot be removed: it is in use. Take its step out of the flow and publish the flow first, or switch the webhook off.',
  },
  'Signal.Unknown': {
    ru: 'В версии, по которой идёт этот диалог, такого сигнала нет. Выберите другой или перенесите диалог на новую версию.',
    en: 'The version that this dialogue runs has no such signal. Choose another, or move the dialogue to the new version.',
  },
  'Signal.SourceNotAllowed': {
    ru: 'Этот сигнал не отправляют вручную. Разрешите источник «сотрудник» в каталоге сигналов.',
    en: 'This signal is not sent by hand. Allow the source "person" in the catalogue of signals.',
  },
  'Signal.PayloadInvalid': {
    ru: 'Значения сигнала не подходят, он не отправлен. Исправьте отмеченное поле и повторите.',
    en: 'The values of the signal do not fit and it was not sent. Correct the marked field and try again.',
  },
  'Signal.InUse': {
    ru: 'Сигнал нужен опубликованному сценарию, поэтому его нельзя удалить или выключить. Сначала уберите его из сценария.',
    en: 'A published flow needs the signal, so it cannot be removed or switched off. Take it out of the flow first.',
  },
  'Funnel.StageInUse': {
    ru: 'Этап ещё нужен, поэтому удалить его нельзя; ничего не изменено. Сначала уберите то, что его использует.',
    en: 'The stage is still needed, so it cannot be removed; nothing was changed. First change what uses it.',
  },
  'Board.CardElsewhere': {
    ru: 'Карточку уже передвинули: она показана там, где стоит сейчас. Ваш перенос не выполнен.',
    en: 'Somebody has moved the card already: it is shown where it stands now. Your move was not carried out.',
  },
  'Board.NoCard': {
    ru: 'В CRM ещё нет карточки этого диалога, двигать нечего. Она появится, когда сценарий создаст лид.',
    en: 'This dialogue has no card in the CRM yet, so there is nothing to move. The flow makes it with the lead.',
  },
  'Board.StageNotInFlow': {
    ru: 'Диалог начался до появления этого этапа и о нём не знает. Опубликуйте воронку для открытых диалогов и повторите.',
    en: 'The dialogue began before this stage was added and does not know it. Publish the funnel for open dialogues and try again.',
  },
  'Board.AssistantForbids': {
    ru: 'Режим ассистента этого канала не даёт двигать карточки в CRM. Карточка осталась на месте; режим меняется на странице ассистента.',
    en: 'The mode of this channel’s assistant does not allow cards to be moved in the CRM. The card stayed; the mode is on the assistant’s page.',
  },
  'Board.ChannelForbids': {
    ru: 'В канале выключено создание лидов, поэтому карточки в CRM не двигаются. Карточка осталась на месте; включите это в настройках канала.',
    en: 'The channel does not create leads, so cards are not moved in the CRM. The card stayed; switch it on in the channel’s settings.',
  },
  'Setup.InUse': {
    ru: 'Запись ещё используется, поэтому удалить её нельзя; ничего не изменено. Сначала уберите то, что её использует, или выключите её.',
    en: 'The record is still in use, so it cannot be removed; nothing was changed. First change what uses it, or switch it off.',
  },
  'Step.Failed': {
    ru: 'Шаг не удалось выполнить. Диалог остановлен на нём и ждёт менеджера; шаг можно повторить.',
    en: 'A step could not be carried out. The dialogue stopped there and waits for a manager; the step can be retried.',
  },
  'Internal.Error': {
    ru: 'Внутренняя ошибка, действие могло не выполниться. Повторите; если не поможет, сообщите номер обращения.',
    en: 'An internal error; the action may not have been carried out. Try again, and if it stays, report the reference.',
  },
};
