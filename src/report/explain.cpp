// Why a claim stands in the record: its steps, from the claim down to the words.
#include <algorithm>
#include <charconv>

#include "report/words.h"

namespace dateline {
namespace {

/// The trail of the claim called "e3", "a1", …
Why why_of(const Report& r, std::string_view claim) {
  if (claim.size() < 2) return {};
  uint32_t number = 0;
  auto [end, failed] = std::from_chars(claim.data() + 1, claim.data() + claim.size(), number);
  if (failed != std::errc() || end != claim.data() + claim.size() || number == 0) return {};
  auto pick = [&](const auto& things) { return number <= things.size() ? things[number - 1].why : Why(); };
  switch (claim[0]) {
    case 'a': return pick(r.names.actors);
    case 'p': return pick(r.places);
    case 't': return pick(r.times);
    case 's': return pick(r.statements);
    case 'e': return pick(r.events.events);
    case 'r': return pick(r.events.relations);
    default: return {};
  }
}

std::string step_text(const Report& r, const Step& s, size_t depth) {
  std::string indent(2 * depth, ' ');
  std::string out = fmt::format("{}{}: {}\n", indent, name_of(s.room), s.what);
  if (!s.rule.empty()) out += fmt::format("{}    rule {}\n", indent, s.rule);
  if (!s.head.empty()) {
    out += fmt::format("{}    head {}, score {:.3f}", indent, s.head, s.score);
    for (size_t i = 0; i < s.others.size(); ++i) out += fmt::format("{}{} {:.3f}", i ? ", " : "; else ", s.others[i].first, s.others[i].second);
    out += "\n";
  }
  if (!s.span.empty()) {
    SourceSpan at = r.article.source_of(s.span);
    out += fmt::format("{}    bytes {}–{}: “{}”\n", indent, at.begin, at.end, text_of(r.article.text, s.span));
  }
  return out;
}

}  // namespace

std::optional<std::string> explain(const Report& r, std::string_view claim) {
  Why why = why_of(r, claim);
  if (!why) return std::nullopt;
  struct Open {
    Why why;
    size_t depth;
  };
  std::string out;
  std::vector<Why> told;
  std::vector<Open> open{{why, 0}};
  while (!open.empty() && told.size() < most_steps) {
    auto [at, depth] = open.back();
    open.pop_back();
    if (std::ranges::find(told, at) != told.end()) continue;
    told.push_back(at);
    const Step& step = r.trail[at];
    out += step_text(r, step, depth);
    for (size_t i = step.rests_on.size(); i-- > 0;)
      if (step.rests_on[i]) open.push_back({step.rests_on[i], depth + 1});
  }
  return out;
}

}  // namespace dateline
