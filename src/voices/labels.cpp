// Speakers named by signs alone: "Q: Did you sign?", "Smith: No talks", and behind the words, "No talks: Smith".
#include <algorithm>

#include "voices/draft.h"

namespace dateline {
namespace {

constexpr uint32_t longest_label = 8, least_said = 2;  // words

/// The word of a colon that follows a label at the beginning of a paragraph; UINT32_MAX where there is none.
uint32_t colon_after(const Hearing& in, uint32_t first, uint32_t last) {
  for (uint32_t w = first + 1; w < last && w - first <= longest_label; ++w) {
    const Span s = in.text.words[w].span;
    if (text_of(in.article.text, s) == ":") return w;
    if (in.text.words[w].span.begin > in.text.words[w - 1].span.end + 1) return UINT32_MAX;
  }
  return UINT32_MAX;
}

/// The line of the pack that knows the label, or the mention that it is.
struct Label {
  bool known = false;
  std::string rule;
  Why why;
};

/// A person's name that ends the words [first, last).
const Mention* name_behind(const Hearing& in, uint32_t first, uint32_t last) {
  auto m = std::ranges::upper_bound(in.names.mentions, last, {}, &Mention::first);
  for (int steps = 0; steps < 3 && m != in.names.mentions.begin(); ++steps) {
    --m;
    if (m->first == first && m->last == last && m->kind == MentionKind::name && m->type == NameType::PER) return &*m;
  }
  return nullptr;
}

Label label_of(const Hearing& in, const Table& labels, uint32_t first, uint32_t colon) {
  const Span span{in.text.words[first].span.begin, in.text.words[colon - 1].span.end};
  if (labels)
    if (auto rows = labels.find(fold(text_of(in.article.text, span))); !rows.empty()) return {true, in.pack.name_of(labels.where(rows.front())), {}};
  for (uint32_t w = first; w < colon && w < first + 3; ++w)  // a title may stand before the name
    if (const Mention* m = name_behind(in, w, colon)) return {true, "src/voices/labels.cpp: a name before a colon", m->why};
  return {};
}

Voice voice_of(const Hearing& in, uint32_t colon, uint32_t speaker_first, uint32_t speaker_last, Span content, const Label& label) {
  Voice v;
  v.sentence = in.text.sentence_of(colon);
  v.cue_first = colon, v.cue_last = colon + 1, v.speaker_first = speaker_first, v.speaker_last = speaker_last;
  v.content = {content};
  const Span who{in.text.words[speaker_first].span.begin, in.text.words[speaker_last - 1].span.end};
  std::vector<Why> rests_on;
  if (label.why) rests_on.push_back(label.why);
  v.because.push_back(voice_step(in, "a colon gives the words to '" + std::string(text_of(in.article.text, who)) + "'", label.rule, who, std::move(rests_on)));
  return v;
}

/// "Q: Did you sign?"
std::optional<Voice> opened(const Hearing& in, const Table& labels, uint32_t first, uint32_t last) {
  const uint32_t colon = colon_after(in, first, last);
  if (colon == UINT32_MAX || last - colon <= least_said) return std::nullopt;
  const Label label = label_of(in, labels, first, colon);
  if (!label.known) return std::nullopt;
  return voice_of(in, colon, first, colon, {in.text.words[colon + 1].span.begin, in.text.words[last - 1].span.end}, label);
}

/// A headline "No talks: Smith".
std::optional<Voice> signed_headline(const Hearing& in, uint32_t first, uint32_t last) {
  for (uint32_t colon = last - 1; colon > first + least_said && last - colon <= longest_label; --colon) {
    if (text_of(in.article.text, in.text.words[colon].span) != ":") continue;
    const Mention* who = name_behind(in, colon + 1, last);
    if (!who) return std::nullopt;
    return voice_of(in, colon, colon + 1, last, {in.text.words[first].span.begin, in.text.words[colon - 1].span.end},
                    {true, "src/voices/labels.cpp: a name behind a colon", who->why});
  }
  return std::nullopt;
}

}  // namespace

void hear_labels(const Hearing& in, std::vector<Voice>& voices) {
  const Table labels = in.pack.table("en/speaker_labels");
  for (Span paragraph : paragraphs_of(in.article)) {
    auto [first, last] = in.text.words_in(paragraph);
    if (last < first + least_said) continue;
    auto voice = opened(in, labels, first, last);
    if (!voice && paragraph == in.article.headline) voice = signed_headline(in, first, last);
    if (!voice) continue;
    const uint32_t colon = voice->cue_first;
    std::erase_if(voices, [&](const Voice& o) { return o.cue_first <= colon && colon < o.cue_last; });
    voices.push_back(std::move(*voice));
  }
}

}  // namespace dateline
