// The article's text on the page: from the record's spans, which count bytes of the source, to the UTF-16 units that a browser counts in.
import type { Reading, Span } from "./record";

export interface Stretch { from: number; to: number }  // half open, in UTF-16 units of the article's text

export class ArticleText {
  readonly text: string;
  private readonly pieces: number[];
  private readonly unit_of_byte: Uint32Array | null;  // none where every character is one byte and one unit

  constructor(reading: Reading) {
    this.text = reading.text;
    this.pieces = by_source(reading.pieces);
    this.unit_of_byte = units_of_bytes(reading.text);
  }

  /** Where the words of a span stand; nothing where the text there is not what the span says. */
  stretch(span: Span): Stretch | null {
    const at = this.reach(span.start, span.end);
    return at && this.text.slice(at.from, at.to) === span.text ? at : null;
  }

  /** Where bytes of the source stand, whatever words they are. */
  reach(start: number, end: number): Stretch | null {
    const from = this.unit(this.text_byte(start, false)), to = this.unit(this.text_byte(end, true));
    return from >= 0 && from < to ? { from, to } : null;
  }

  /** The words that stand where a span points, for a line about a fault. */
  words_at(span: Span): string {
    const at = this.reach(span.start, span.end);
    return at ? this.text.slice(at.from, at.to) : "";
  }

  private unit(byte: number): number {
    if (byte < 0) return -1;
    return this.unit_of_byte ? this.unit_of_byte[Math.min(byte, this.unit_of_byte.length - 1)]! : byte;
  }

  /** The byte of the text that a byte of the source became; as an end, the byte after the one before it. */
  private text_byte(source: number, end: boolean): number {
    const p = this.pieces;
    let low = 0, high = p.length / 5;  // the last piece that begins at or before (as an end: before) the byte
    while (low < high) {
      const middle = (low + high) >> 1;
      if (p[middle * 5 + 1]! < source || (!end && p[middle * 5 + 1] === source)) low = middle + 1;
      else high = middle;
    }
    const i = (low - 1) * 5;
    if (i < 0) return end ? -1 : (p[0] ?? -1);
    const [text, start, count, text_step, source_step] = [p[i]!, p[i + 1]!, p[i + 2]!, p[i + 3]!, p[i + 4]!];
    const inside = source - start, length = count * source_step;
    if (end) return text + Math.ceil(Math.min(inside, length) / source_step) * text_step;
    if (inside < length) return text + Math.floor(inside / source_step) * text_step;
    return i + 5 < p.length ? p[i + 5]! : -1;
  }
}

/** Pieces in the order of the source: a name from the page's head may stand at the end of the text. */
function by_source(pieces: number[]): number[] {
  const starts: number[] = [];
  let sorted = true;
  for (let i = 0; i + 4 < pieces.length; i += 5) {
    sorted &&= i === 0 || pieces[i - 4]! <= pieces[i + 1]!;
    starts.push(i);
  }
  return sorted ? pieces : starts.sort((a, b) => pieces[a + 1]! - pieces[b + 1]!).flatMap((i) => pieces.slice(i, i + 5));
}

function units_of_bytes(text: string): Uint32Array | null {
  let bytes = 0;
  for (let i = 0; i < text.length; ++i) {
    const unit = text.charCodeAt(i);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) { bytes += 1; ++i; }
  }
  if (bytes === text.length) return null;
  const out = new Uint32Array(bytes + 1);
  let at = 0;
  for (let i = 0; i < text.length; ++i) {
    const unit = text.charCodeAt(i);
    const pair = unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length;
    const size = pair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    out.fill(i, at, at + size);
    at += size;
    if (pair) ++i;
  }
  out[bytes] = text.length;
  return out;
}
