// What the passes of this room hand on: statements on their way, and where the quotation marks stand.
#pragma once

#include "voices/voices.h"

namespace dateline {

/// The table of cue words.
class CueWords {
 public:
  explicit CueWords(const Pack&);
  /// The row of a word by its lemma, two words together ("call for") before one.
  std::optional<uint32_t> row_of(const Syntax&, uint32_t word) const;
  /// The row of a cue: of its head, its first or last word, or of what a cue without a word of meaning hangs on.
  std::optional<uint32_t> row_of(const Syntax&, uint32_t first, uint32_t last) const;
  StatementForm form(uint32_t row) const;
  bool addresses(uint32_t row) const;
  RuleRef where(uint32_t row) const { return table_.where(row); }

 private:
  Table table_;
  int form_ = -1, addresses_ = -1;
};

struct Hearing {
  const Article& article;
  const Text& text;
  const Signals& signals;
  const Syntax& syntax;
  const Names& names;
  const Pack& pack;
  const CueWords& cues;
  Trail& trail;
};

/// A stretch between quotation marks, the marks included, in one paragraph; `open_end` where the paragraph ends before the closing mark.
struct Quotation {
  Span span;
  uint32_t paragraph = 0;  // as paragraphs_of numbers them
  bool open_end = false;
};

/// A statement whose words are known but not yet whose.
struct Voice {
  uint32_t sentence = 0;                 // of its cue, or of its first content
  uint32_t cue_first = 0, cue_last = 0;  // words; none in free quotation
  uint32_t speaker_first = 0, speaker_last = 0;
  std::vector<Span> content;
  float score = 1;     // of the cue
  bool inner = false;  // its cue stands inside a quotation: somebody is quoted on what he says
  bool dropped = false;
  std::vector<Why> because;
  bool has_cue() const { return cue_first < cue_last; }
  bool has_speaker() const { return speaker_first < speaker_last; }
};

/// Spans that belong together in reading: headline, highlights, paragraphs.
std::vector<Span> paragraphs_of(const Article&);

/// Every quotation of the article, in order (quotations.cpp).
std::vector<Quotation> find_quotations(const Hearing&);
/// Part of the letters and digits under `span` that stand inside quotations, 0 to 1.
float quoted_share(const Hearing&, const std::vector<Quotation>&, Span span);
/// The quotation marks at the ends of a span that only enclose it are taken off, and white space.
Span without_marks(const Hearing&, const std::vector<Quotation>&, Span span);
/// The same for a quotation inside a quotation.
Span without_inner_marks(const Hearing&, Span span);

// The passes, in their order (voices.cpp).
std::vector<Voice> hear_cues(const Hearing&);                                              // cues.cpp
void make_whole(const Hearing&, std::vector<Voice>&);                                      // spans.cpp
void join_twins(const Hearing&, const std::vector<Quotation>&, std::vector<Voice>&);       // spans.cpp
void join_quotations(const Hearing&, const std::vector<Quotation>&, std::vector<Voice>&);  // runs.cpp

/// Paragraphs that name their speaker before a colon: transcripts, headlines (labels.cpp).
void hear_labels(const Hearing&, std::vector<Voice>&);
/// Contents that tell nothing ("said nothing") are no statements (packs/en/empty_contents.tsv).
void drop_empty(const Hearing&, std::vector<Voice>&);  // spans.cpp

/// Whose words: the subject of the verb, shared in coordination and control; UINT32_MAX where the tree does not say.
uint32_t speaker_of(const Hearing&, uint32_t verb);
/// The noun phrase of a speaker that the tree names, where none is known: with title and apposition, without relative clause.
void find_speaker(const Hearing&, Voice&);

Why voice_step(const Hearing&, std::string what, std::string rule, Span, std::vector<Why> rests_on = {});

}  // namespace dateline
