import type { LanguageCode } from "./sandbox-constants";
import type { Obstacle } from "./sandbox-sign-requests";

export type Words = {
  /** The language's own name. */
  readonly language: string;
  readonly practice: string;
  readonly document: string;
  readonly open: string;
  readonly noFile: string;
  readonly people: string;
  readonly signed: string;
  readonly waiting: string;
  readonly how: string;
  readonly methods: Readonly<Record<1 | 2 | 3, string>>;
  readonly key: string;
  readonly keyHelp: string;
  readonly phone: string;
  readonly sendCode: string;
  readonly code: string;
  readonly codeHelp: string;
  readonly sign: string;
  readonly answer: string;
  readonly back: string;
  readonly backUnsigned: string;
  readonly done: string;
  readonly allAnswered: string;
  readonly unknown: string;
  readonly obstacles: Readonly<Record<Obstacle, string>>;
};

export const words: Readonly<Record<LanguageCode, Words>> = {
  UZ_LATN: {
    language: "O‘zbekcha",
    practice: "Mashq muhiti: bu yerda qo‘yilgan imzo yuridik kuchga ega emas.",
    document: "Hujjat",
    open: "Hujjatni ochish",
    noFile: "Hujjat faylini havola bo‘yicha olib bo‘lmadi.",
    people: "Imzolovchilar",
    signed: "Imzolagan",
    waiting: "Kutilmoqda",
    how: "Imzolash usuli",
    methods: { 1: "E-IMZO", 2: "Styx-Imzo", 3: "SMS kod" },
    key: "Sertifikatdagi JSHSHIR yoki STIR",
    keyHelp: "Mashqda kalit o‘rniga JSHSHIR (14 raqam) yoki STIR (9 raqam) yoziladi.",
    phone: "Telefon raqami",
    sendCode: "Kodni yuborish",
    code: "SMS orqali kelgan kod",
    codeHelp: "Mashqda kod har doim 123456.",
    sign: "Imzolash",
    answer: "Javobingiz",
    back: "Qaytish",
    backUnsigned: "Imzolamasdan qaytish",
    done: "Javobingiz qabul qilindi.",
    allAnswered: "Barcha imzolovchilar javob bergan.",
    unknown: "Bunday imzolash so‘rovi yo‘q.",
    obstacles: {
      ended: "Bu so‘rov endi amal qilmaydi.",
      unknown_method: "Bu hujjatni bunday usulda imzolab bo‘lmaydi.",
      unknown_person: "Bunday shaxs imzolovchilar orasida yo‘q.",
      wrong_code: "Kod noto‘g‘ri.",
      already_signed: "Siz bu hujjatga javob bergansiz.",
      not_your_turn: "Navbatingiz hali kelmagan: sizdan oldin boshqalar imzolaydi.",
      choose_action: "Javoblardan birini tanlang.",
    },
  },
  UZ_CYRL: {
    language: "Ўзбекча",
    practice: "Машқ муҳити: бу ерда қўйилган имзо юридик кучга эга эмас.",
    document: "Ҳужжат",
    open: "Ҳужжатни очиш",
    noFile: "Ҳужжат файлини ҳавола бўйича олиб бўлмади.",
    people: "Имзоловчилар",
    signed: "Имзолаган",
    waiting: "Кутилмоқда",
    how: "Имзолаш усули",
    methods: { 1: "E-IMZO", 2: "Styx-Imzo", 3: "SMS код" },
    key: "Сертификатдаги ЖШШИР ёки СТИР",
    keyHelp: "Машқда калит ўрнига ЖШШИР (14 рақам) ёки СТИР (9 рақам) ёзилади.",
    phone: "Телефон рақами",
    sendCode: "Кодни юбориш",
    code: "SMS орқали келган код",
    codeHelp: "Машқда код ҳар доим 123456.",
    sign: "Имзолаш",
    answer: "Жавобингиз",
    back: "Қайтиш",
    backUnsigned: "Имзоламасдан қайтиш",
    done: "Жавобингиз қабул қилинди.",
    allAnswered: "Барча имзоловчилар жавоб берган.",
    unknown: "Бундай имзолаш сўрови йўқ.",
    obstacles: {
      ended: "Бу сўров энди амал қилмайди.",
      unknown_method: "Бу ҳужжатни бундай усулда имзолаб бўлмайди.",
      unknown_person: "Бундай шахс имзоловчилар орасида йўқ.",
      wrong_code: "Код нотўғри.",
      already_signed: "Сиз бу ҳужжатга жавоб бергансиз.",
      not_your_turn: "Навбатингиз ҳали келмаган: сиздан олдин бошқалар имзолайди.",
      choose_action: "Жавоблардан бирини танланг.",
    },
  },
  RU: {
    language: "Русский",
    practice: "Учебная среда: поставленная здесь подпись не имеет юридической силы.",
    document: "Документ",
    open: "Открыть документ",
    noFile: "Не удалось получить файл документа по ссылке.",
    people: "Подписанты",
    signed: "Подписал(а)",
    waiting: "Ожидается",
    how: "Способ подписания",
    methods: { 1: "E-IMZO", 2: "Styx-Imzo", 3: "SMS-код" },
    key: "ПИНФЛ или ИНН из сертификата",
    keyHelp: "В учебной среде вместо ключа вводится ПИНФЛ (14 цифр) или ИНН (9 цифр).",
    phone: "Номер телефона",
    sendCode: "Отправить код",
    code: "Код из SMS",
    codeHelp: "В учебной среде код всегда 123456.",
    sign: "Подписать",
    answer: "Ваш ответ",
    back: "Вернуться",
    backUnsigned: "Вернуться без подписи",
    done: "Ваш ответ принят.",
    allAnswered: "Все подписанты ответили.",
    unknown: "Такого запроса на подпись нет.",
    obstacles: {
      ended: "Этот запрос больше не действует.",
      unknown_method: "Этот документ нельзя подписать таким способом.",
      unknown_person: "Среди подписантов такого человека нет.",
      wrong_code: "Неверный код.",
      already_signed: "Вы уже ответили на этот документ.",
      not_your_turn: "Ваша очередь ещё не наступила: сначала подписывают другие.",
      choose_action: "Выберите один из ответов.",
    },
  },
  EN: {
    language: "English",
    practice: "Practice only: no signature made here has legal value.",
    document: "Document",
    open: "Open the document",
    noFile: "The file could not be fetched from its link.",
    people: "Signers",
    signed: "Signed",
    waiting: "Waiting",
    how: "How to sign",
    methods: { 1: "E-IMZO", 2: "Styx-Imzo", 3: "SMS code" },
    key: "PINFL or INN of your certificate",
    keyHelp:
      "In this rehearsal you type the PINFL (14 digits) or INN (9 digits) instead of using a key.",
    phone: "Telephone number",
    sendCode: "Send the code",
    code: "Code from the SMS",
    codeHelp: "In this rehearsal the code is always 123456.",
    sign: "Sign",
    answer: "Your answer",
    back: "Go back",
    backUnsigned: "Go back without signing",
    done: "Your answer was accepted.",
    allAnswered: "Everybody has answered.",
    unknown: "There is no such sign request.",
    obstacles: {
      ended: "This request does not hold any more.",
      unknown_method: "This document cannot be signed that way.",
      unknown_person: "Nobody of the signers has this number.",
      wrong_code: "The code is wrong.",
      already_signed: "You have answered already.",
      not_your_turn: "It is not your turn yet: others sign before you.",
      choose_action: "Choose one of the answers.",
    },
  },
  QR: {
    language: "Qaraqalpaqsha",
    practice: "Shınıǵıw ortalıǵı: bul jerde qoyılǵan qoldıń yuridikalıq kúshi joq.",
    document: "Hújjet",
    open: "Hújjetti ashıw",
    noFile: "Hújjet faylın silteme boyınsha alıp bolmadı.",
    people: "Qol qoyıwshılar",
    signed: "Qol qoyǵan",
    waiting: "Kútilmekte",
    how: "Qol qoyıw usılı",
    methods: { 1: "E-IMZO", 2: "Styx-Imzo", 3: "SMS kod" },
    key: "Sertifikattaǵı JShShIR yamasa STIR",
    keyHelp: "Shınıǵıwda gilttiń ornına JShShIR (14 san) yamasa STIR (9 san) jazıladı.",
    phone: "Telefon nomeri",
    sendCode: "Kodtı jiberiw",
    code: "SMS arqalı kelgen kod",
    codeHelp: "Shınıǵıwda kod hár dayım 123456.",
    sign: "Qol qoyıw",
    answer: "Juwabıńız",
    back: "Qaytıw",
    backUnsigned: "Qol qoymastan qaytıw",
    done: "Juwabıńız qabıl etildi.",
    allAnswered: "Barlıq qol qoyıwshılar juwap bergen.",
    unknown: "Bunday qol qoyıw sorawı joq.",
    obstacles: {
      ended: "Bul soraw endi ámel qılmaydı.",
      unknown_method: "Bul hújjetke bunday usılda qol qoyıp bolmaydı.",
      unknown_person: "Bunday adam qol qoyıwshılar arasında joq.",
      wrong_code: "Kod nadurıs.",
      already_signed: "Siz bul hújjetke juwap bergensiz.",
      not_your_turn: "Náwbetińiz ele kelgen joq: sizden aldın basqalar qol qoyadı.",
      choose_action: "Juwaplardan birin saylań.",
    },
  },
};
