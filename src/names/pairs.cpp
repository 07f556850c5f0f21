#include "names/pairs.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <unordered_map>

#include "names/lanes.h"

namespace dateline::names {
namespace {

constexpr uint32_t window = 50;    // nearest candidates that are asked about
constexpr uint32_t most_same = 6;  // and those further back with the same words
constexpr uint32_t most_between = 8;

/// Writes numbers one after another; what would not fit is a fault of this file and left out.
class Writer {
 public:
  explicit Writer(Pairs::Row& out) : out_(out) {}
  void add(float x) { put(at_++, x); }
  void one_of(size_t which, size_t count) {
    if (which < count) put(at_ + which, 1);
    at_ += count;
  }

 private:
  void put(size_t at, float x) {
    if (x == 0 || at >= out_.values.size()) return;
    out_.values[at] = x;
    out_.set[out_.count++] = static_cast<uint8_t>(at);
  }

  Pairs::Row& out_;
  size_t at_ = 0;
};

float distance_of(uint32_t apart) { return std::log1p(static_cast<float>(apart)) / 4; }

/// The sum of the products of two rows of `n` numbers.
DATELINE_CLONES float dot(const float* a, const float* b, size_t n) {
  constexpr size_t rows = 4;
  std::array<Lanes, rows> sums{};
  size_t i = 0;
  for (; i + rows * lanes <= n; i += rows * lanes) {
#pragma GCC unroll 4
    for (size_t row = 0; row < rows; ++row) {
      Lanes x, y;
      std::memcpy(&x, a + i + row * lanes, sizeof x);
      std::memcpy(&y, b + i + row * lanes, sizeof y);
      sums[row] += x * y;
    }
  }
  const Lanes all = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  float sum = 0;
  for (size_t lane = 0; lane < lanes; ++lane) sum += all[lane];
  for (; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

uint8_t kind_of(const Candidate& c) {
  if (c.is_pronoun()) {
    if (c.use == "demonstrative") return 6;
    if (c.person == 1) return c.number == Number::plur ? 4 : 3;
    if (c.person == 2) return 5;
    return c.number == Number::plur ? 2 : c.gender == Gender::neut ? 1 : 0;
  }
  if (!c.parts.empty()) return 16;
  if (c.mention.kind == MentionKind::nominal) {
    switch (c.opening) {
      case Opening::definite: return 7;
      case Opening::indefinite: return 8;
      case Opening::possessive: return 9;
      case Opening::demonstrative: return 10;
      case Opening::bare: return 11;
    }
  }
  if (c.sort == Sort::person) return 12;
  if (c.sort == Sort::organisation) return 13;
  if (c.sort == Sort::country || c.sort == Sort::place) return 14;
  return 15;
}

enum Role : uint8_t { subject, object, owner, oblique, other };

Role role_of(const Reading& r, uint32_t w) {
  const std::string_view full = dateline::text(r.node(w).rel), rel = r.rel(w);
  if (rel == "conj" && r.head(w) != no_word) {
    const std::string_view up = r.rel(r.head(w));
    return up == "nsubj" ? subject : up == "obj" ? object : up == "obl" ? oblique : other;
  }
  if (rel == "nsubj" || rel == "csubj") return subject;
  if (rel == "obj" || rel == "iobj") return object;
  if (full == "nmod:poss") return owner;
  if (rel == "obl" || rel == "nmod") return oblique;
  return other;
}

/// Persons may be named by words whose sort we do not know; two known sorts that differ speak against.
int sorts_agree(Sort a, Sort b) {
  if (a == Sort::unknown || b == Sort::unknown) return 0;
  if (a == b) return 1;
  const auto thing = [](Sort s) { return s == Sort::thing || s == Sort::place || s == Sort::organisation || s == Sort::country; };
  if (thing(a) && thing(b)) return 0;
  if ((a == Sort::people && b == Sort::organisation) || (a == Sort::organisation && b == Sort::people)) return 0;
  return -1;
}

bool contains(const Mention& outer, const Mention& inner) {
  return outer.phrase_last > outer.phrase_first && outer.phrase_first <= inner.first && inner.last <= outer.phrase_last;
}

}  // namespace

Pairs::Pairs(const Reading& r, const Lists& lists, const std::vector<Candidate>& all, const Chains& names)
    : r_(r), lists_(lists), all_(all), chain_(names.of), chain_size_(all.size(), 0), chain_gender_(all.size(), Gender::unknown) {
  std::unordered_map<std::string, uint32_t> latest;
  for (uint32_t i = 0; i < all.size(); ++i) {
    traits_.push_back(traits_of(i));
    traits_[i].rank = i > 0 && all[i - 1].mention.sentence == all[i].mention.sentence ? traits_[i - 1].rank + 1 : 0;
    ++chain_size_[chain_[i]];
    if (all[i].gender != Gender::unknown) chain_gender_[chain_[i]] = all[i].gender;
    if (all[i].is_pronoun()) continue;
    const auto [it, fresh] = latest.try_emplace(all[i].key, i);
    if (!fresh) {
      traits_[i].same_key = it->second;
      it->second = i;
    }
  }
  for (uint32_t i = 0; i < all.size(); ++i) traits_[i].chain = std::log1p(static_cast<float>(chain_size_[chain_[i]] - 1)) / 2;
  for (uint32_t apart = 0; apart <= window; ++apart) distances_.push_back(distance_of(apart));
  find_speakers();
}

Pairs::Traits Pairs::traits_of(uint32_t at) const {
  const Candidate& c = all_[at];
  const Mention& m = c.mention;
  Traits t;
  t.kind = kind_of(c);
  t.role = role_of(r_, m.head);
  const Sentence& s = r_.text.sentences[m.sentence];
  t.paragraph = s.part == Part::body ? s.paragraph + 1 : 0;
  t.governor = r_.head(m.head);
  for (uint32_t w = m.first; w < m.last; ++w)
    if (!r_.is(w, Upos::DET) && !r_.is(w, Upos::PRON) && !r_.is(w, Upos::PUNCT) && !r_.is(w, Upos::PART) && !r_.is(w, Upos::ADP))
      t.content.push_back(fold(r_.word(w)));
  if (const auto* scores = r_.scores(m.head, m.sentence))
    if (const uint32_t local = m.head - s.first; local < scores->vec.size() && !scores->vec[local].empty()) {
      t.vector = &scores->vec[local];
      float sum = 0;
      for (float x : *t.vector) sum += x * x;
      t.norm = std::sqrt(sum);
    }
  return t;
}

/// The speaker of a quotation: the subject of a cue beside it in the sentence where it begins or ends, or the sentence before.
void Pairs::find_speakers() {
  std::unordered_map<uint32_t, uint32_t> speaker;  // by quotation
  std::unordered_map<uint32_t, uint32_t> headed;   // candidate by head word
  for (uint32_t i = 0; i < all_.size(); ++i)
    if (all_[i].quote == UINT32_MAX) headed.try_emplace(all_[i].mention.head, i);
  const std::vector<uint32_t> quotes = find_quotations(r_);
  for (uint32_t si = 0; si < r_.text.sentences.size(); ++si) {
    const Sentence& s = r_.text.sentences[si];
    uint32_t who = UINT32_MAX;
    for (uint32_t w = s.first; w < s.last; ++w) {
      if (quotes[w] != UINT32_MAX) continue;
      const auto* scores = r_.scores(w, si);
      if (!scores || scores->cue.size() < (w - s.first + 1) * 3 || scores->cue[(w - s.first) * 3] > 0.5f) continue;
      const uint32_t subject_word = r_.child(w, "nsubj");
      if (const auto it = headed.find(subject_word); subject_word != no_word && it != headed.end()) who = it->second;
    }
    if (who == UINT32_MAX) continue;
    for (uint32_t w = s.first; w < s.last; ++w)
      if (quotes[w] != UINT32_MAX) speaker.try_emplace(quotes[w], who);
  }
  for (uint32_t i = 0; i < all_.size(); ++i)
    if (const auto it = speaker.find(all_[i].quote); all_[i].quote != UINT32_MAX && it != speaker.end()) traits_[i].speaker = it->second;
}

bool Pairs::agrees(uint32_t later, uint32_t earlier) const {
  const Candidate &a = all_[later], &b = all_[earlier];
  if (a.number != Number::unknown && b.number != Number::unknown && a.number != b.number) return false;
  const Gender known = b.gender != Gender::unknown ? b.gender : chain_gender_[chain_[earlier]];
  if (a.gender != Gender::unknown && known != Gender::unknown && a.gender != known) return false;
  return sorts_agree(a.sort, b.sort) >= 0;
}

float Pairs::likeness(uint32_t a, uint32_t b) const {
  const Traits &x = traits_[a], &y = traits_[b];
  if (!x.vector || !y.vector || x.vector->size() != y.vector->size() || x.norm == 0 || y.norm == 0) return 0;
  return dot(x.vector->data(), y.vector->data(), x.vector->size()) / (x.norm * y.norm);
}

std::vector<Pairs::Antecedent> Pairs::antecedents(uint32_t at) const {
  std::vector<Antecedent> out;
  const uint32_t from = at > window ? at - window : 0;
  uint32_t between = 0, counted = at;
  const auto add = [&](uint32_t k) {  // each further back than the one before
    if (all_[k].mention.phrase_last <= all_[k].mention.phrase_first && all_[k].sort != Sort::country) return false;
    while (counted > k + 1 && between < most_between) {
      --counted;
      between += traits_[counted].kind != traits_[at].kind && agrees(at, counted);
    }
    out.push_back({k, between});
    return true;
  };
  for (uint32_t k = at; k-- > from;) add(k);
  uint32_t far = 0;
  for (uint32_t k = traits_[at].same_key; k != UINT32_MAX && far < most_same; k = traits_[k].same_key)
    if (k < from) far += add(k);
  return out;
}

Pairs::Row Pairs::pair(uint32_t later, Antecedent antecedent) const {
  const uint32_t earlier = antecedent.at;
  Row out;
  Writer row(out);
  const Candidate &a = all_[later], &b = all_[earlier];
  const Traits &x = traits_[later], &y = traits_[earlier];
  row.one_of(x.kind, kinds);
  row.one_of(y.kind, kinds);
  row.add(a.use == "possessive");
  row.add(a.use == "reflexive");
  const uint32_t apart = a.mention.sentence - b.mention.sentence;
  row.one_of(apart <= 2 ? apart : apart <= 5 ? 3 : apart <= 12 ? 4 : 5, 6);
  row.add(later - earlier <= window ? distances_[later - earlier] : distance_of(later - earlier));
  row.add(x.paragraph == y.paragraph);
  row.one_of(x.role, 5);
  row.one_of(y.role, 5);
  row.add(x.role == y.role);
  row.add(contains(b.mention, a.mention));
  row.add(contains(a.mention, b.mention));
  row.add(apart == 0 && x.governor == y.governor && a.use != "reflexive");
  row.add(apart == 0 && x.governor == b.mention.head);
  const bool numbers = a.number != Number::unknown && b.number != Number::unknown;
  row.add(numbers && a.number == b.number);
  row.add(numbers && a.number != b.number);
  const Gender gender = b.gender != Gender::unknown ? b.gender : chain_gender_[chain_[earlier]];
  const bool genders = a.gender != Gender::unknown && gender != Gender::unknown;
  row.add(genders && a.gender == gender);
  row.add(genders && a.gender != gender);
  const int sorts = sorts_agree(a.sort, b.sort);
  row.add(sorts > 0);
  row.add(sorts < 0);
  const bool nouns = !a.is_pronoun() && !b.is_pronoun();
  size_t common = 0;
  for (const std::string& w : x.content) common += std::ranges::find(y.content, w) != y.content.end();
  row.add(nouns && a.text == b.text);
  row.add(nouns && a.key == b.key);
  row.add(nouns && common > 0 && common == x.content.size());
  row.add(nouns && common > 0 && common == y.content.size());
  row.add(nouns && !x.content.empty() && !y.content.empty() ? static_cast<float>(common) / static_cast<float>(std::max(x.content.size(), y.content.size()))
                                                            : 0);
  row.add(nouns && a.key == b.key && x.content.size() > common && y.content.size() > common);
  row.add(a.is_pronoun() && b.is_pronoun() && a.text == b.text);
  row.add(nouns && !a.iso3.empty() && a.iso3 == b.iso3);
  row.add(y.chain);
  row.add(static_cast<float>(antecedent.between) / most_between);
  row.add(agrees(later, earlier));
  row.add(y.rank == 0);
  row.add(r_.text.sentences[b.mention.sentence].part != Part::body || b.mention.sentence == 0);
  row.add(a.quote != UINT32_MAX);
  row.add(b.quote != UINT32_MAX);
  row.add(a.quote != UINT32_MAX && a.quote == b.quote);
  row.add(x.speaker == earlier);
  row.add(x.speaker != UINT32_MAX && x.speaker == y.speaker && a.quote != UINT32_MAX);
  row.add(x.speaker != UINT32_MAX && y.speaker != UINT32_MAX && chain_[x.speaker] != chain_[y.speaker]);
  row.add(a.mention_score);
  row.add(b.mention_score);
  row.add(likeness(later, earlier));
  row.add(a.role == b.role && !a.role.empty());
  row.add(static_cast<float>(std::min<uint32_t>(b.mention.phrase_last - b.mention.phrase_first, 20)) / 20);
  row.add(1);
  return out;
}

Pairs::Row Pairs::single(uint32_t at) const {
  Row out;
  Writer row(out);
  const Candidate& c = all_[at];
  const Traits& t = traits_[at];
  row.one_of(t.kind, kinds);
  row.one_of(t.role, 5);
  row.add(c.mention_score);
  row.add(c.use == "possessive");
  row.add(c.use == "reflexive");
  row.add(c.mention.sentence == 0);
  row.add(t.rank == 0);
  row.add(t.same_key != UINT32_MAX);
  row.add(c.quote != UINT32_MAX);
  row.add(t.speaker != UINT32_MAX);
  row.add(c.number == Number::plur);
  row.add(static_cast<float>(std::min<uint32_t>(c.mention.phrase_last - c.mention.phrase_first, 20)) / 20);
  row.add(std::log1p(static_cast<float>(at)) / 5);
  row.add(1);
  return out;
}

}  // namespace dateline::names
