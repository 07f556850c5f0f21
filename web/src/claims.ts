// The claims of a record by id, the words that each rests on, and which claims rest on a place in the text.
import type { Actor, Cut, Event, Place, Reading, Record, Relation, Span, Statement, Step, Time } from "./record";
import { ArticleText, type Stretch } from "./text";

export type Role = "act" | "who" | "whom" | "where" | "when" | "name" | "cue" | "said" | "cut";
export type Layer = "events" | "actors" | "places" | "times" | "said";
export interface Mark extends Stretch { role: Role; id: string; layer: Layer | null }
export type Claim =
  | { id: string; kind: "event"; of: Event } | { id: string; kind: "actor"; of: Actor } | { id: string; kind: "place"; of: Place }
  | { id: string; kind: "time"; of: Time } | { id: string; kind: "statement"; of: Statement } | { id: string; kind: "relation"; of: Relation }
  | { id: string; kind: "cut"; of: Cut };

/** Everything that a view needs of one report. */
export class Claims {
  readonly record: Record;
  readonly text: ArticleText;
  readonly acts: { [cameo: string]: string };
  readonly misfits: { id: string; span: Span }[] = [];  // spans whose words do not stand where they say
  readonly marks: Mark[] = [];                          // all layers, by where they begin
  private readonly by_id = new Map<string, Claim>();
  private readonly reach: number[] = [];                // of marks[0..i], the furthest end

  constructor(reading: Reading) {
    this.record = reading.record;
    this.text = new ArticleText(reading);
    this.acts = reading.acts ?? {};
    const r = this.record;
    for (const of of r.events) this.by_id.set(of.id, { id: of.id, kind: "event", of });
    for (const of of r.actors) this.by_id.set(of.id, { id: of.id, kind: "actor", of });
    for (const of of r.places) this.by_id.set(of.id, { id: of.id, kind: "place", of });
    for (const of of r.times) this.by_id.set(of.id, { id: of.id, kind: "time", of });
    for (const of of r.statements) this.by_id.set(of.id, { id: of.id, kind: "statement", of });
    for (const of of r.relations) this.by_id.set(of.id, { id: of.id, kind: "relation", of });
    r.article.removed.forEach((of, i) => this.by_id.set(`c${i + 1}`, { id: `c${i + 1}`, kind: "cut", of }));
    for (const claim of this.by_id.values()) this.mark(claim);
    this.marks.sort((a, b) => a.from - b.from || b.to - a.to);
    let furthest = 0;
    for (const mark of this.marks) this.reach.push((furthest = Math.max(furthest, mark.to)));
  }

  get(id: string | null | undefined): Claim | undefined {
    return id ? this.by_id.get(id) : undefined;
  }

  /** All claims of one kind, in the order of the record. */
  all(kind: Claim["kind"]): string[] {
    return [...this.by_id.values()].filter((c) => c.kind === kind).map((c) => c.id);
  }

  name(id: string | null): string {
    const claim = this.get(id);
    return claim && (claim.kind === "actor" || claim.kind === "place") ? claim.of.name : (id ?? "");
  }

  /** What a claim rests on directly, each span with the part it plays. */
  spans(claim: Claim): { role: Role; span: Span; layer: Layer | null }[] {
    const list = (role: Role, spans: (Span | null | undefined)[], layer: Layer | null = null) =>
      spans.filter((s): s is Span => !!s).map((span) => ({ role, span, layer }));
    switch (claim.kind) {
      case "event": {
        const e = claim.of, time = this.get(e.time), place = this.get(e.place);
        const there = place?.kind === "place" ? place.of.mentions : place?.kind === "actor" ? place.of.mentions : [];
        return [...list("act", [e.trigger, ...e.mentions], "events"), ...list("who", e.source_spans), ...list("whom", e.target_spans),
                ...list("when", time?.kind === "time" ? [time.of.span] : []), ...list("where", nearest(there, e, this.record.article.dateline?.span))];
      }
      case "actor": return list("name", claim.of.mentions, "actors");
      case "place": return list("where", claim.of.mentions, "places");
      case "time": return list("when", [claim.of.span], "times");
      case "statement": return [...list("said", claim.of.content, "said"), ...list("cue", [claim.of.cue]), ...list("who", [claim.of.speaker_span])];
      case "relation": return list("name", [claim.of.span]);
      case "cut": return [];
    }
  }

  /** Where in the text the words of a claim stand. */
  marks_of(id: string): Mark[] {
    const claim = this.get(id);
    if (!claim) return [];
    return this.spans(claim).flatMap(({ role, span, layer }) => {
      const at = this.text.stretch(span);
      return at ? [{ ...at, role, id, layer }] : [];
    });
  }

  /** The claims whose words stand at a place in the text, those of the fewest words first. */
  at(unit: number): Mark[] {
    let low = 0, high = this.marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.marks[middle]!.from <= unit) low = middle + 1;
      else high = middle;
    }
    const found: Mark[] = [];
    for (let i = low - 1; i >= 0 && this.reach[i]! > unit; --i) if (this.marks[i]!.to > unit) found.push(this.marks[i]!);
    const seen = new Set<string>();
    return found.sort((a, b) => a.to - a.from - (b.to - b.from) || rank(a) - rank(b)).filter((m) => !seen.has(m.id) && seen.add(m.id));
  }

  /** The sentence around a place in the text. */
  sentence_at(unit: number): Stretch | null {
    for (const s of this.sentences()) if (s.from <= unit && unit < s.to) return s;
    return null;
  }

  private sentence_list: Stretch[] | null = null;
  private sentences(): Stretch[] {
    this.sentence_list ??= this.record.sentences.flatMap((s) => this.text.stretch(s) ?? []);
    return this.sentence_list;
  }

  private mark(claim: Claim): void {
    for (const { role, span, layer } of this.spans(claim)) {
      const at = this.text.stretch(span);
      if (!at) this.misfits.push({ id: claim.id, span });
      else if (layer) this.marks.push({ ...at, role, id: claim.id, layer });
    }
  }
}

const order: Layer[] = ["events", "times", "places", "actors", "said"];
const rank = (m: Mark): number => (m.layer ? order.indexOf(m.layer) : order.length);

/** Of the mentions of a place, the one that the event was placed by: in the dateline where it was inferred, else the nearest. */
function nearest(mentions: Span[], e: Event, dateline: Span | undefined): Span[] {
  const opening = mentions.find((m) => dateline && m.start >= dateline.start && m.end <= dateline.end);
  if (e.place_inferred && opening) return [opening];
  const distance = (m: Span) => Math.abs(m.start - e.trigger.start);
  return mentions.length ? [mentions.reduce((best, m) => (distance(m) < distance(best) ? m : best))] : [];
}

/** The steps of a claim by the question that they answer, from the claim down. */
export interface Answer { question: string; steps: Step[] }
export function answers(claim: Claim, status: string): Answer[] {
  const asked: [string, (s: Step) => boolean][] = [
    [`Why ${status.toLowerCase()}`, (s) => s.head === "status" || /(^|\/)(status|factuality|certainty)\b/.test(s.rule ?? "")],
    ["Which act", (s) => s.head === "trigger" || s.head === "cameo" || /\/verbs\/|: the claim$/.test(s.rule ?? "")],
    ["Who and whom", (s) => /^event_role (source|target)$/.test(s.head ?? "") || /\/sides\./.test(s.rule ?? "")],
    ["When and where", (s) => s.room === "times" || s.room === "places" || /^event_role /.test(s.head ?? "") || /place_time/.test(s.rule ?? "")],
    ["By whose word", (s) => s.room === "voices"],
    ["Who is meant", (s) => s.room === "names"],
    ["What was cut", (s) => s.room === "page"],
    ["And", () => true],
  ];
  const found = asked.map(([question]) => ({ question, steps: [] as Step[] }));
  if (claim.kind !== "event") return [{ question: "From the claim down to the words", steps: [...claim.of.because].reverse() }];
  for (const step of [...claim.of.because].reverse()) found[asked.findIndex(([, fits]) => fits(step))]!.steps.push(step);
  found[0]!.steps.sort((a, b) => Number(b.head === "status") - Number(a.head === "status"));  // what gave the status before what goes with it
  return found.filter((a) => a.steps.length > 0);
}
