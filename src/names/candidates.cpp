#include "names/candidates.h"

#include <algorithm>
#include <set>

#include "names/phrases.h"

namespace dateline::names {
namespace {

constexpr float chained = 0.12f;      // a noun below this score of the `mention` head is no candidate unless a list knows it
constexpr float chained_verb = 0.5f;  // "rescued … this rescue"
constexpr float doubtful_it = 0.04f;  // an "it" below this stands for nothing

bool noun(const Reading& r, uint32_t w) { return r.is(w, Upos::NOUN) || r.is(w, Upos::PROPN); }

Number number_of(const Reading& r, uint32_t head) {
  if (r.syntax.has(head, "Number=Plur") || r.syntax.has(head, "Number=Ptan")) return Number::plur;
  if (r.syntax.has(head, "Number=Sing")) return Number::sing;
  return Number::unknown;
}

Gender parse_gender(std::string_view cell) {
  return cell == "masc" ? Gender::masc : cell == "fem" ? Gender::fem : cell == "neut" ? Gender::neut : Gender::unknown;
}

/// Makes the candidates of one article.
class Finder {
 public:
  Finder(const Reading& r, const Lists& lists)
      : r_(r), lists_(lists), quotes_(find_quotations(r)), taken_(r.words(), false), headed_(r.words(), false), said_(r.words(), false) {}

  std::vector<Candidate> find() {
    for (const NameSpan& span : find_name_spans(r_, lists_)) add_name(span);
    for (uint32_t s = 0; s < r_.text.sentences.size(); ++s)
      for (uint32_t w = r_.text.sentences[s].first; w < r_.text.sentences[s].last; ++w) add_word(s, w);
    std::ranges::stable_sort(out_, [](const Candidate& a, const Candidate& b) {
      const Mention &x = a.mention, &y = b.mention;
      return x.phrase_first != y.phrase_first ? x.phrase_first < y.phrase_first : x.phrase_last > y.phrase_last;
    });
    return std::move(out_);
  }

 private:
  Candidate start(uint32_t sentence, uint32_t head, MentionKind kind) const {
    Candidate c;
    c.mention.sentence = sentence;
    c.mention.head = head;
    c.mention.kind = kind;
    c.mention_score = r_.mention_score(head, sentence);
    c.quote = quotes_[head];
    return c;
  }

  void set_words(Candidate& c, uint32_t first, uint32_t last, uint32_t phrase_first, uint32_t phrase_last) const {
    c.mention.first = first;
    c.mention.last = last;
    c.mention.span = r_.span(first, last);
    c.mention.phrase_first = phrase_first;
    c.mention.phrase_last = phrase_last;
    const bool article = last - first > 1 && r_.is(first, Upos::DET);
    c.text = r_.folded(article ? first + 1 : first, last);
  }

  void add_name(const NameSpan& span) {
    if (span.type == NameType::NORP) return add_demonym(span);
    const uint32_t own = head_of(r_.syntax, span.first, span.last);
    const uint32_t head = phrase_head(r_, own);
    Candidate c = start(span.sentence, head, MentionKind::name);
    c.mention_score = std::max(c.mention_score, r_.mention_score(own, span.sentence));
    c.mention.type = span.type;
    const Phrase phrase = phrase_of(r_, head, span.first, span.last);
    set_words(c, span.first, span.last, phrase.first, phrase.last);
    c.mention.head = own;
    c.key = c.text;
    c.name_score = span.score;
    c.others = span.others;
    c.rule = span.rule;
    c.number = span.type == NameType::PER || span.type == NameType::GPE || span.type == NameType::LOC ? Number::sing : Number::unknown;
    for (uint32_t w = span.first; w < span.last; ++w) taken_[w] = true;
    if (const Dateline& d = r_.article.dateline; d.span.overlaps(c.mention.span))
      c.mention.type = d.agency.overlaps(c.mention.span) ? NameType::ORG : NameType::GPE;
    describe_name(c, head, phrase);
    headed_[own] = headed_[head] = true;
    const bool acts = c.sort != Sort::thing && c.sort != Sort::place;
    out_.push_back(std::move(c));
    if (acts) add_joined(span.sentence, own);
  }

  void describe_name(Candidate& c, uint32_t head, const Phrase& phrase) {
    switch (*c.mention.type) {
      case NameType::PER: c.sort = Sort::person; break;
      case NameType::ORG: c.sort = Sort::organisation; break;
      case NameType::GPE:
      case NameType::LOC:
      case NameType::FAC: c.sort = Sort::place; break;
      default: c.sort = Sort::thing;
    }
    if (const Hit country = longest_name(r_, lists_.countries, c.mention.first, c.mention.last);
        country.last == c.mention.last && *c.mention.type == NameType::GPE && !is_namesake(c.key)) {
      c.sort = Sort::country;
      c.iso3 = lists_.countries.cell(country.row, "iso3");
      c.rule = lists_.countries.rule(country.row);
    }
    if (head != c.mention.head) c.apposition = head;
    if (const uint32_t says = r_.child(c.mention.head, "appos"); says != no_word && says > c.mention.last - 1) c.apposition = says;
    if (c.apposition != no_word) headed_[c.apposition] = true;
    if (c.sort != Sort::person) return;
    find_title(c, phrase);
    c.gender = gender_of_name(c);
  }

  /// "Maldivian Fisheries Minister" before a name: the title, or a noun for those who act, right before it, with what hangs on that.
  void find_title(Candidate& c, const Phrase& phrase) {
    const uint32_t first = c.mention.first, start = r_.text.sentences[c.mention.sentence].first;
    for (uint32_t w = first; w-- > start && first - w <= 4;) {
      const uint32_t title = lists_.titles.first(r_.folded(w, first)), agent = lists_.agents.first(r_.folded(w, first));
      const bool acts = agent != UINT32_MAX && lists_.agents.cell(agent, "kind") == "person" && noun(r_, first - 1) && number_of(r_, first - 1) != Number::plur;
      if (title == UINT32_MAX && !acts) continue;
      c.title = w;
      c.title_last = first;
    }
    if (c.title == no_word || taken_[first - 1]) {
      c.title = c.title_last = no_word;
      return;
    }
    for (uint32_t w = c.title; w < c.title_last; ++w) headed_[w] = true;
    const Phrase whole = phrase_of(r_, first - 1, c.title, first);
    c.mention.phrase_first = std::min({phrase.first, c.title, whole.base_first});
  }

  /// Georgia in America and the like: more words of the report speak for the other than for the country.
  bool is_namesake(const std::string& key) {
    const uint32_t row = lists_.namesakes.first(key);
    if (row == UINT32_MAX) return false;
    if (capitals_.empty())
      for (uint32_t w = 0; w < r_.words(); ++w)
        if (is_capital(r_.word(w))) capitals_.insert(r_.word(w));
    const auto count = [&](std::string_view cell) {
      size_t n = 0;
      while (!cell.empty()) {
        const size_t bar = std::min(cell.find('|'), cell.size());
        n += capitals_.contains(cell.substr(0, bar));
        cell.remove_prefix(std::min(bar + 1, cell.size()));
      }
      return n;
    };
    return count(lists_.namesakes.cell(row, "other")) > count(lists_.namesakes.cell(row, "country"));
  }

  Gender gender_of_name(const Candidate& c) const {
    if (c.title != no_word)
      if (const uint32_t row = lists_.titles.first(r_.folded(c.title, c.title_last)); row != UINT32_MAX)
        if (Gender g = parse_gender(lists_.titles.cell(row, "gender")); g != Gender::unknown) return g;
    if (c.apposition != no_word)
      if (const uint32_t row = lists_.gendered.first(fold(r_.word(c.apposition))); row != UINT32_MAX) return parse_gender(lists_.gendered.cell(row, "gender"));
    if (c.mention.last - c.mention.first < 2) return Gender::unknown;
    const uint32_t row = lists_.first_names.first(r_.folded(c.mention.first, c.mention.first + 1));
    return row == UINT32_MAX ? Gender::unknown : parse_gender(lists_.first_names.cell(row, "gender"));
  }

  /// "American", "Americans", "Kurds": of a people or a camp; with a country it is a mention of that country.
  void add_demonym(const NameSpan& span) {
    const uint32_t head = head_of(r_.syntax, span.first, span.last);
    const Hit known = longest_phrase(r_, lists_.demonyms, span.first, span.last);
    const bool adjective = r_.is(head, Upos::ADJ) || !(r_.rel(head) == "nsubj" || r_.rel(head) == "obj" || r_.rel(head) == "obl" || r_.rel(head) == "nmod" ||
                                                       r_.rel(head) == "conj" || r_.rel(head) == "iobj");
    Candidate c = start(span.sentence, head, MentionKind::demonym);
    c.mention.type = NameType::NORP;
    c.name_score = span.score;
    c.others = span.others;
    const Phrase phrase = phrase_of(r_, head, span.first, span.last);
    set_words(c, span.first, span.last, phrase.first, phrase.last);
    c.key = c.text;
    c.number = number_of(r_, head);
    if (known && known.last == span.last) {
      c.iso3 = lists_.demonyms.cell(known.row, "iso3");
      c.rule = lists_.demonyms.rule(known.row);
    }
    if (c.iso3.empty() && adjective) return;  // "Islamist militants": the noun will be the mention
    c.sort = c.iso3.empty() ? Sort::people : Sort::country;
    if (adjective) c.mention.phrase_first = c.mention.phrase_last = 0;
    for (uint32_t w = span.first; w < span.last; ++w) {
      taken_[w] = taken_[w] || !adjective;
      said_[w] = true;
    }
    if (!adjective) headed_[head] = true;
    out_.push_back(std::move(c));
  }

  void add_word(uint32_t sentence, uint32_t w) {
    if (taken_[w]) return;
    const uint32_t pronoun = r_.is(w, Upos::PRON) || r_.is(w, Upos::DET) ? lists_.pronouns.first(fold(r_.word(w))) : UINT32_MAX;
    if (pronoun != UINT32_MAX) return add_pronoun(sentence, w, pronoun);
    if (const uint32_t row = demonym_row(w); row != UINT32_MAX) add_listed_demonym(sentence, w, row);
    if (headed_[w] || taken_[w]) return;
    for (std::string_view part : {"flat", "compound", "fixed", "goeswith", "appos"})
      if (r_.rel(w) == part && !(part == "compound" && r_.mention_score(w, sentence) >= chained)) {
        if (part != "appos" || r_.mention_score(w, sentence) < 0.5f) return;
      }
    add_nominal(sentence, w);
  }

  /// Demonyms that the network did not mark as names.
  uint32_t demonym_row(uint32_t w) const {
    if (said_[w] || !is_capital(r_.word(w)) || !(r_.is(w, Upos::ADJ) || noun(r_, w))) return UINT32_MAX;
    const uint32_t row = lists_.demonyms.first(fold(r_.word(w)));
    return row != UINT32_MAX && !lists_.demonyms.cell(row, "iso3").empty() ? row : UINT32_MAX;
  }

  void add_listed_demonym(uint32_t sentence, uint32_t w, uint32_t row) {
    const bool two = w > r_.text.sentences[sentence].first && is_capital(r_.word(w - 1)) && lists_.demonyms.holds(r_.folded(w - 1, w + 1));
    NameSpan span{sentence, two ? w - 1 : w, w + 1, NameType::NORP, 0, lists_.demonyms.rule(row), {}};
    if (two && taken_[w - 1]) return;
    add_demonym(span);
  }

  void add_pronoun(uint32_t sentence, uint32_t w, uint32_t row) {
    const auto cell = [&](std::string_view column) { return lists_.pronouns.cell(row, column); };
    const float score = r_.mention_score(w, sentence);
    if (r_.rel(w) == "expl") return;
    const bool demonstrative = cell("use") == "demonstrative";
    if (demonstrative && (r_.rel(w) == "det" || r_.rel(w) == "mark" || score < chained)) return;
    if (cell("gender") == "neut" && score < doubtful_it) return;
    Candidate c = start(sentence, w, MentionKind::pronoun);
    set_words(c, w, w + 1, w, w + 1);
    c.person = static_cast<uint8_t>(cell("person")[0] - '0');
    c.use = cell("use");
    c.gender = parse_gender(cell("gender"));
    c.number = cell("number") == "plur" ? Number::plur : cell("number") == "sing" ? Number::sing : Number::unknown;
    c.sort = c.gender == Gender::masc || c.gender == Gender::fem || c.person == 1 || c.person == 2 ? Sort::person
             : c.gender == Gender::neut                                                            ? Sort::thing
                                                                                                   : Sort::unknown;
    c.key = c.text;
    c.rule = lists_.pronouns.rule(row);
    out_.push_back(std::move(c));
  }

  void add_nominal(uint32_t sentence, uint32_t w) {
    const float score = r_.mention_score(w, sentence);
    const bool nominal =
        noun(r_, w) || ((r_.is(w, Upos::ADJ) || r_.is(w, Upos::NUM) || r_.is(w, Upos::DET) || r_.is(w, Upos::PRON) || r_.is(w, Upos::X)) && score >= chained);
    const bool act = r_.is(w, Upos::VERB) && score >= chained_verb;
    if (!nominal && !act) return;
    Candidate c = start(sentence, w, MentionKind::nominal);
    const Phrase phrase = act ? Phrase{w, w + 1, w, w + 1} : phrase_of(r_, w, w, w + 1);
    set_words(c, phrase.base_first, phrase.base_last, phrase.first, phrase.last);
    c.key = fold(r_.node(w).lemma);
    c.number = number_of(r_, w);
    describe_nominal(c, w);
    const bool acts = !c.role.empty() || c.sort == Sort::person || c.sort == Sort::people || c.sort == Sort::organisation;
    if (score < chained && !acts) return;
    headed_[w] = true;
    out_.push_back(std::move(c));
    if (score >= chained || c.sort == Sort::person) add_joined(sentence, w);
  }

  void describe_nominal(Candidate& c, uint32_t w) {
    const uint32_t first = c.mention.first;
    const bool possessor = r_.first_child(w) != no_word && has_possessor(w);
    c.opening = possessor                                                         ? Opening::possessive
                : r_.is(first, Upos::DET) && r_.syntax.has(first, "Definite=Def") ? Opening::definite
                : r_.is(first, Upos::DET) && r_.syntax.has(first, "Definite=Ind") ? Opening::indefinite
                : lists_.pronouns.holds(fold(r_.word(first)))                     ? Opening::demonstrative
                                                                                  : Opening::bare;
    c.sort = Sort::thing;
    if (const uint32_t row = longest_agent(c, w); row != UINT32_MAX) {
      const std::string_view kind = lists_.agents.cell(row, "kind");
      c.role = lists_.agents.cell(row, "role");
      c.rule = lists_.agents.rule(row);
      c.sort = kind == "person" ? (c.number == Number::plur ? Sort::people : Sort::person) : kind == "group" ? Sort::people : Sort::organisation;
      if (kind == "group") c.number = Number::plur;
    }
    const std::string word = fold(r_.word(w));
    if (const uint32_t row = lists_.kinship.first(word); row != UINT32_MAX) {
      c.sort = c.number == Number::plur ? Sort::people : Sort::person;
      c.gender = parse_gender(lists_.kinship.cell(row, "gender"));
      c.rule = lists_.kinship.rule(row);
    }
    if (const uint32_t row = lists_.gendered.first(word); row != UINT32_MAX) {
      c.gender = parse_gender(lists_.gendered.cell(row, "gender"));
      c.sort = c.number == Number::plur ? Sort::people : Sort::person;
    }
    if (c.sort == Sort::thing) c.gender = Gender::neut;
  }

  bool has_possessor(uint32_t w) const {
    for (uint32_t k = r_.first_child(w); k != no_word; k = r_.next_sibling(k))
      if (dateline::text(r_.node(k).rel) == "nmod:poss") return true;
    return false;
  }

  /// The longest agent that ends at the head: "foreign minister" before "minister".
  uint32_t longest_agent(const Candidate& c, uint32_t w) const {
    const uint32_t from = std::max(c.mention.first, w >= 4 ? w - 4 : 0);
    for (uint32_t first = from; first <= w; ++first)
      if (const uint32_t row = lists_.agents.first(r_.folded(first, w + 1)); row != UINT32_MAX) return row;
    return lists_.agents.first(fold(r_.node(w).lemma));
  }

  /// "Putin and Kim", where the words are joined by "and": one candidate for both together.
  void add_joined(uint32_t sentence, uint32_t w) {
    if (r_.child(w, "conj") == no_word || r_.rel(w) == "conj") return;
    const Phrase phrase = joined_phrase_of(r_, w);
    Candidate c = start(sentence, w, MentionKind::nominal);
    set_words(c, phrase.first, phrase.last, phrase.first, phrase.last);
    c.number = Number::plur;
    c.sort = Sort::people;
    c.key = c.text;
    c.opening = Opening::bare;
    c.parts.push_back(w);
    for (uint32_t k = r_.first_child(w); k != no_word; k = r_.next_sibling(k))
      if (r_.rel(k) == "conj") c.parts.push_back(k);
    out_.push_back(std::move(c));
  }

  const Reading& r_;
  const Lists& lists_;
  std::vector<uint32_t> quotes_;
  std::vector<bool> taken_;              // words of names
  std::vector<bool> headed_;             // words that head a candidate already
  std::vector<bool> said_;               // words of demonyms that stand as candidates
  std::set<std::string_view> capitals_;  // words of the report that begin with a capital; made when asked for
  std::vector<Candidate> out_;
};

}  // namespace

std::vector<uint32_t> find_quotations(const Reading& r) {
  std::vector<uint32_t> out(r.words(), UINT32_MAX);
  uint32_t open = UINT32_MAX, next = 0, paragraph = UINT32_MAX;
  for (const Sentence& s : r.text.sentences) {
    if (s.paragraph != paragraph || s.part != Part::body) open = UINT32_MAX;  // a mark left open ends with its paragraph
    paragraph = s.paragraph;
    for (uint32_t w = s.first; w < s.last; ++w) {
      const std::string_view word = r.word(w);
      const bool opens = word == "“" || word == "``", closes = word == "”" || word == "''", plain = word == "\"";
      if ((opens || plain) && open == UINT32_MAX) {
        open = out[w] = next++;
        continue;
      }
      out[w] = open;
      if (closes || plain) open = UINT32_MAX;
    }
  }
  return out;
}

std::vector<Candidate> find_candidates(const Reading& r, const Lists& lists) { return Finder(r, lists).find(); }

}  // namespace dateline::names
