/** Numbers between 0 and 1 that are the same at every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type MadeUpPerson = {
  readonly name: string;
  readonly language: string;
  readonly phone: string;
  readonly nationalId: string;
};

const words = (text: string): readonly string[] => text.split(" ");

const tongues = [
  {
    language: "fa",
    country: "+989",
    phoneDigits: 9,
    idDigits: 10,
    first: words(
      "علی سارا رضا مریم حسین زهرا محمد فاطمه امیر نرگس مهدی لیلا حمید شیرین کیان پریسا",
    ),
    last: words(
      "احمدی رضایی کریمی محمدی حسینی موسوی جعفری صادقی رحیمی اکبری نوری قاسمی یوسفی کاظمی",
    ),
    titles: words("قرارداد اجاره‌نامه تفاهم‌نامه مبایعه‌نامه الحاقیه صورت‌جلسه"),
  },
  {
    language: "uz",
    country: "+9989",
    phoneDigits: 8,
    idDigits: 14,
    first: words(
      "Oʻktam Dilnoza Sherzod Gulnora Jasur Malika Bekzod Nilufar Aziz Zulfiya Otabek Shahnoza",
    ),
    last: words(
      "Gʻulomov Karimova Toshmatov Rahimova Yoʻldoshev Ismoilova Xasanov Saidova Qodirov Nazarova",
    ),
    titles: words("Shartnoma Ijara Kelishuv Dalolatnoma Ishonchnoma"),
  },
  {
    language: "ru",
    country: "+9987",
    phoneDigits: 8,
    idDigits: 14,
    first: words(
      "Сергей Елена Алексей Ольга Дмитрий Наталья Иван Татьяна Андрей Мария Ўткир Нодира",
    ),
    last: words(
      "Иванов Смирнова Кузнецов Попова Васильев Жукова Хасанов Соколова Ғафуров Қодирова",
    ),
    titles: words("Договор Соглашение Акт Доверенность Приложение"),
  },
  {
    language: "hi",
    country: "+919",
    phoneDigits: 9,
    idDigits: 12,
    first: words("राम सीता अमित प्रिया विजय अनीता सुनील कविता राहुल पूजा अर्जुन मीना"),
    last: words("शर्मा वर्मा गुप्ता सिंह पटेल यादव मिश्रा जोशी नायर रेड्डी"),
    titles: words("अनुबंध समझौता किरायानामा शपथपत्र"),
  },
  {
    language: "en",
    country: "+447",
    phoneDigits: 9,
    idDigits: 9,
    first: words("Asha Tom Sarah James Priya Oliver Emily Daniel Grace Henry Amelia Jack"),
    last: words("Smith Patel Johnson Williams Brown Taylor Wilson Evans Walker Khan"),
    titles: words("Lease Contract Agreement Amendment Invoice"),
  },
] as const;

const pick = <Item>(random: () => number, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;

const digits = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join("");

/** A contract's title, with a number, and people of one country to sign it. */
export function madeUpContract(random: () => number, number: number) {
  const tongue = pick(random, tongues);
  const people = Array.from(
    { length: 1 + Math.floor(random() * 3) },
    (): MadeUpPerson => ({
      name: `${pick(random, tongue.first)} ${pick(random, tongue.last)}`,
      language: tongue.language,
      phone: `${tongue.country}${digits(random, tongue.phoneDigits)}`,
      nationalId: digits(random, tongue.idDigits),
    }),
  );
  const title = `${pick(random, tongue.titles)} ${number} ${people[0]?.name.split(" ").at(-1)}`;
  return { title, people };
}
