// A match of a rule made into a TIMEX3 type and value.
#pragma once

#include "times/calendar.h"
#include "times/grammar.h"
#include "times/side.h"
#include "times/times.h"

namespace dateline {

/// What is known where an expression stands.
struct TimeContext {
  std::optional<std::chrono::year_month_day> reported;  // day of publication, else of the dateline
  Moment last;                                          // told of most recently before this
  Side side = Side::unknown;
};

struct Resolved {
  TimeType type = TimeType::DATE;
  std::string value;
  Moment moment;    // of what stands on the calendar
  std::string how;  // for a person: "the last Thursday up to the day of the report"
  explicit operator bool() const { return !value.empty(); }
};

/// Empty where the match does not name a time after all (30 February).
Resolved resolve(const TimeMatch&, const TimeContext&);

}  // namespace dateline
