#include "base/base.h"

#include <fmt/format.h>

#include <array>

namespace dateline {

std::string Error::line() const {
  std::string out;
  if (!where.empty()) out += where + ": ";
  out += what;
  if (!next.empty()) out += "; " + next;
  return out;
}

std::string_view name_of(Room room) {
  static constexpr std::array<std::string_view, 13> names = {"base",  "pack",  "source", "page",   "text",   "model", "syntax",
                                                             "names", "times", "places", "voices", "events", "report"};
  return names[static_cast<size_t>(room)];
}

Why Trail::add(Step step) {
  steps_.push_back(std::move(step));
  return Why{static_cast<uint32_t>(steps_.size() - 1)};
}

std::optional<std::chrono::year_month_day> parse_day(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  if (iso.size() > 10 && iso[10] != 'T' && iso[10] != ' ') return std::nullopt;
  auto number = [&](size_t at, size_t length) {
    int value = 0;
    for (char c : iso.substr(at, length)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  int y = number(0, 4), m = number(5, 2), d = number(8, 2);
  if (y < 0 || m < 0 || d < 0) return std::nullopt;
  std::chrono::year_month_day day{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)), std::chrono::day(static_cast<unsigned>(d))};
  if (!day.ok()) return std::nullopt;
  return day;
}

std::string to_iso(std::chrono::year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace dateline
