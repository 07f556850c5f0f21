// From the network's scores to statements of one sentence: runs of cue words, and the words of speaker and content.
#include <algorithm>

#include "voices/draft.h"

namespace dateline {
namespace {

// Tuned on held-out marks (training/marks), never on gold.
constexpr float cue_threshold = 0.5f, best_span = 0.3f, further_span = 0.5f;
constexpr size_t marks = 3, roles = 2;

struct Run {
  uint32_t first, last;  // words of the sentence
  float score;
};

std::vector<Run> cue_runs(const SentenceSignals& s) {
  std::vector<Run> out;
  for (uint32_t w = 0; w < s.words && (w + 1) * marks <= s.cue.size(); ++w) {
    const float* p = &s.cue[w * marks];
    if (1 - p[0] <= cue_threshold) continue;
    bool goes_on = !out.empty() && out.back().last == w && p[2] > p[1];
    if (goes_on) ++out.back().last, out.back().score = std::max(out.back().score, 1 - p[0]);
    else out.push_back({w, w + 1, 1 - p[0]});
  }
  return out;
}

std::vector<float> roles_of(const SentenceSignals& s, Run run) {
  std::vector<float> sum;
  float n = 0;
  for (uint32_t w = run.first; w < run.last && w < s.said_role.size(); ++w) {
    if (s.said_role[w].empty() || (!sum.empty() && sum.size() != s.said_role[w].size())) continue;
    if (sum.empty()) sum.assign(s.said_role[w].size(), 0);
    for (size_t i = 0; i < sum.size(); ++i) sum[i] += s.said_role[w][i];
    ++n;
  }
  for (float& x : sum) x /= n;
  return sum;
}

/// The best beginning over `best_span`, further ones over `further_span`, each with what goes on from it.
std::vector<Run> spans_of(const std::vector<float>& sum, SaidRole role) {
  uint32_t n = static_cast<uint32_t>(sum.size() / (roles * marks));
  auto at = [&](uint32_t w, Bio mark) { return sum[(w * roles + static_cast<size_t>(role)) * marks + static_cast<size_t>(mark)]; };
  uint32_t best = 0;
  for (uint32_t w = 0; w < n; ++w)
    if (at(w, Bio::B) > at(best, Bio::B)) best = w;
  std::vector<Run> out;
  for (uint32_t w = 0; w < n; ++w) {
    float b = at(w, Bio::B);
    if (b <= (w == best ? best_span : further_span)) continue;
    Run r{w, w + 1, b};
    while (r.last < n && at(r.last, Bio::I) > at(r.last, Bio::O) && at(r.last, Bio::B) <= further_span) ++r.last;
    out.push_back(r);
    w = r.last - 1;
  }
  return out;
}

Span words_span(const Text& text, uint32_t first, uint32_t last) { return {text.words[first].span.begin, text.words[last - 1].span.end}; }

std::optional<Voice> voice_at(const Hearing& in, uint32_t sentence, Run cue) {
  const SentenceSignals& s = in.signals.sentences[sentence];
  uint32_t offset = in.text.sentences[sentence].first;
  auto sum = roles_of(s, cue);
  auto contents = spans_of(sum, SaidRole::content);
  if (contents.empty()) return std::nullopt;
  Voice v;
  v.score = cue.score, v.sentence = sentence, v.cue_first = offset + cue.first, v.cue_last = offset + cue.last;
  Span cue_span = words_span(in.text, v.cue_first, v.cue_last);
  Step step;
  step.room = Room::voices, step.what = "'" + std::string(text_of(in.article.text, cue_span)) + "' lays words at somebody's door";
  step.head = "cue", step.score = cue.score, step.span = cue_span;
  v.because.push_back(in.trail.add(std::move(step)));
  for (Run c : contents) v.content.push_back(words_span(in.text, offset + c.first, offset + c.last));
  Step content;
  content.room = Room::voices, content.what = "what is said", content.head = "said_role content", content.score = contents.front().score;
  content.span = {v.content.front().begin, v.content.back().end}, content.rests_on = {v.because.front()};
  v.because.push_back(in.trail.add(std::move(content)));
  auto speakers = spans_of(sum, SaidRole::speaker);
  if (speakers.empty()) return v;
  Run best = *std::max_element(speakers.begin(), speakers.end(), [](const Run& a, const Run& b) { return a.score < b.score; });
  v.speaker_first = offset + best.first, v.speaker_last = offset + best.last;
  Step speaker;
  speaker.room = Room::voices, speaker.span = words_span(in.text, v.speaker_first, v.speaker_last);
  speaker.what = "said by '" + std::string(text_of(in.article.text, speaker.span)) + "'", speaker.head = "said_role speaker", speaker.score = best.score;
  speaker.rests_on = {v.because.front()};
  v.because.push_back(in.trail.add(std::move(speaker)));
  return v;
}

}  // namespace

std::vector<Voice> hear_cues(const Hearing& in) {
  std::vector<Voice> out;
  for (uint32_t i = 0; i < in.text.sentences.size() && i < in.signals.sentences.size(); ++i)
    for (Run run : cue_runs(in.signals.sentences[i]))
      if (auto v = voice_at(in, i, run)) out.push_back(std::move(*v));
  return out;
}

}  // namespace dateline
