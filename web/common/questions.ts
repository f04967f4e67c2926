/** What the site says of its questions: `questions.json`, as `assets/study/questions.js` gives it to scripts. */

export interface Named {
  id: string;
  name: string;
}

export interface Topic extends Named {
  url: string;
}

export interface Question {
  id: string;
  kind: "page" | "follow-up";
  /** Of a follow-up, the question of its page; of that, itself. */
  page: string;
  /** From the root of the site. */
  url: string;
  /** Of a follow-up it stands on its card. */
  title?: string;
  level: string;
  topics: string[];
  /** In how many collections it is asked. */
  frequency?: number;
}

/** The question of a page as the file says it, with its follow-ups: what follows from the page is left out. */
export interface Told extends Omit<Question, "kind" | "page"> {
  /** Id and level, and the topics where they are not those of the page. */
  asked: [id: string, level: string, topics?: string[]][];
}

/** All questions, in the order in which they stand in their pages. */
export function whole(told: readonly Told[]): Question[] {
  return told.flatMap(({ asked, ...page }): Question[] => [
    { ...page, kind: "page", page: page.id },
    ...asked.map(([id, level, topics = page.topics]): Question => ({
      id, kind: "follow-up", page: page.id, url: `${page.url}#${id}`, level, topics,
    })),
  ]);
}

export interface Bank {
  levels: Named[];
  topics: Topic[];
  renamed: Record<string, string>;
  questions: Question[];
}

/** The answer of a question as HTML that the build has made. */
export interface Answer {
  /** What is asked. */
  title: string;
  html: string;
  /** Its page has more than this. */
  more: boolean;
  /** What it has to have in it, of an answer; code stands between backticks. */
  points?: string[];
}

/** The present name of a question that may have been renamed, and renamed again. */
export function renamed(id: string, names: Readonly<Record<string, string>>): string {
  const seen = new Set<string>();
  let name = id;
  while (Object.hasOwn(names, name) && !seen.has(name)) {
    seen.add(name);
    name = names[name] ?? name;
  }
  return name;
}

export function byId(bank: Bank): Map<string, Question> {
  return new Map(bank.questions.map((question) => [question.id, question]));
}

/** How often a question is asked; a follow-up as often as the question of its page. */
export function frequencies(bank: Bank): Map<string, number> {
  const pages = new Map(bank.questions.map((question) => [question.id, question.frequency ?? 0]));
  return new Map(bank.questions.map((question) => [question.id, pages.get(question.page) ?? 0]));
}
