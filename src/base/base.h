// base: spans, ids, errors and the trail; what every room speaks in.
//
// Always: a Span counts bytes of an article's clean text, a SourceSpan bytes of the source as it was given; neither turns into the other
// but through Article::source_of. A Trail only grows.
// Never: allocation by input without a bound, global state, the clock.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// A half-open range of bytes in the clean text of one article (UTF-8, on character boundaries).
struct Span {
  uint32_t begin = 0, end = 0;
  uint32_t size() const { return end - begin; }
  bool empty() const { return end <= begin; }
  bool contains(Span s) const { return begin <= s.begin && s.end <= end; }
  bool overlaps(Span s) const { return begin < s.end && s.begin < end; }
  auto operator<=>(const Span&) const = default;
};

/// The text under a span; empty where the span does not lie in it.
inline std::string_view text_of(std::string_view text, Span s) {
  return s.begin <= s.end && s.end <= text.size() ? text.substr(s.begin, s.end - s.begin) : std::string_view();
}

/// A half-open range of bytes in the source as it was given (the file, the page, the JSON value).
struct SourceSpan {
  uint32_t begin = 0, end = 0;
  uint32_t size() const { return end - begin; }
  auto operator<=>(const SourceSpan&) const = default;
};

/// The place of a thing in the table that owns it; `none` where there is no such thing.
template <class Tag>
struct Id {
  static constexpr uint32_t none = UINT32_MAX;
  uint32_t at = none;
  explicit operator bool() const { return at != none; }
  auto operator<=>(const Id&) const = default;
};
using ActorId = Id<struct ActorTag>;          // in Names::actors
using PlaceId = Id<struct PlaceTag>;          // in the vector of find_places
using TimeId = Id<struct TimeTag>;            // in the vector of find_times
using StatementId = Id<struct StatementTag>;  // in the vector of find_statements
using EventId = Id<struct EventTag>;          // in Events::events
using Why = Id<struct StepTag>;               // in Trail::steps

/// What went wrong at a door to the world, for a person: one line that says what, where and what to do next.
struct Error {
  enum class Kind : uint8_t { input, usage, resource, limit };  // exit codes 1, 2, 3, 4
  Kind kind = Kind::input;
  std::string code;   // for programs: "empty-input", "no-such-file"
  std::string what;   // for a person: "the file is empty"
  std::string where;  // a path, a line: "reports/a.txt", "input line 12"
  std::string next;   // what to do: "give a file with text"
  std::string line() const;
};
template <class T>
using Result = std::expected<T, Error>;

/// Something that a room could not do and left alone; it goes into the record.
struct Warning {
  std::string code, what;
  Span span;
};

enum class Room : uint8_t { base, pack, source, page, text, model, syntax, names, times, places, voices, events, report };
std::string_view name_of(Room);

/// One step of the reasons of a claim. It names a rule (`rule` = "packs/en/verbs/meet.verb:12") or a head of the network with its score.
struct Step {
  Room room = Room::base;
  std::string what;                                   // in words for a person: "'met' tells of a meeting"
  std::string rule;                                   // file and line in packs/, or of the built-in rule "src/names/chains.cpp: last name"
  std::string head;                                   // of the network: "trigger"
  float score = 0;                                    // of the head, 0 to 1
  std::vector<std::pair<std::string, float>> others;  // what else the head considered
  Span span;                                          // the words looked at
  std::vector<Why> rests_on;                          // earlier steps
};

/// All steps of one report, in the order in which they were made; a step rests on earlier ones only.
class Trail {
 public:
  Why add(Step step);
  const Step& operator[](Why why) const { return steps_[why.at]; }
  size_t size() const { return steps_.size(); }

 private:
  std::vector<Step> steps_;
};

/// "2019-04-25", or the day of a date-time; nothing where it is no day of the calendar.
std::optional<std::chrono::year_month_day> parse_day(std::string_view iso);
std::string to_iso(std::chrono::year_month_day);

}  // namespace dateline
