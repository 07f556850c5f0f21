#include "base/base.h"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("a day is read from a date and from a date-time, and only where the calendar has it") {
  CHECK(to_iso(*parse_day("2019-04-25")) == "2019-04-25");
  CHECK(to_iso(*parse_day("2020-02-29T10:00:00Z")) == "2020-02-29");
  for (const char* bad : {"", "2019-04", "2019-13-01", "2019-02-29", "25 April 2019", "2019-04-25x", "2019/04/25"}) CHECK_FALSE(parse_day(bad));
}

TEST_CASE("an error is one line: where, what, what to do") {
  Error error{Error::Kind::input, "empty-input", "the file is empty", "a.txt", "give a file with text"};
  CHECK(error.line() == "a.txt: the file is empty; give a file with text");
}

TEST_CASE("spans contain and overlap by half-open borders") {
  Span a{2, 5};
  CHECK(a.contains({2, 5}));
  CHECK_FALSE(a.contains({2, 6}));
  CHECK(a.overlaps({4, 9}));
  CHECK_FALSE(a.overlaps({5, 9}));
  CHECK(text_of("abcdef", a) == "cde");
  CHECK(text_of("abc", {2, 9}) == "");
}
