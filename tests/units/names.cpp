#include <doctest/doctest.h>

#include "names/chains.h"
#include "names/facts.h"

using namespace dateline;
using namespace dateline::names;

TEST_CASE("two names can be one person's where all words of the shorter stand in the longer") {
  CHECK(same_person_name("kim jong un", "kim"));
  CHECK(same_person_name("kim jong un", "kim jong-un"));
  CHECK(same_person_name("george w. bush", "george bush"));
  CHECK(same_person_name("vladimir vladimirovich putin", "vladimir putin"));
  CHECK(same_person_name("hillary clinton", "hillary"));
  CHECK_FALSE(same_person_name("kim jong un", "kim il sung"));
  CHECK_FALSE(same_person_name("bill clinton", "hillary clinton"));
  CHECK_FALSE(same_person_name("kim", "kim jong un"));
  CHECK_FALSE(same_person_name("anna berg", ""));
}

TEST_CASE("acronyms are found in capitals alone, names with one capital at least") {
  CHECK(written_as("United Nations|UN|U.N.", "UN"));
  CHECK(written_as("United Nations|UN|U.N.", "United Nations"));
  CHECK_FALSE(written_as("United Nations|UN|U.N.", "Un"));
  CHECK_FALSE(written_as("Turkey", "turkey"));
  CHECK_FALSE(written_as("World Health Organization|WHO", "who"));
  CHECK(written_as("al-Qaeda", "al-Qaeda"));
}

TEST_CASE("an actor's code is its country and role, with dashes where no country is known") {
  CHECK(actor_code("RUS", Sector::GOV) == "RUSGOV");
  CHECK(actor_code("RUS", std::nullopt) == "RUS");
  CHECK(actor_code("", Sector::MED) == "---MED");
  CHECK(actor_code("", Sector::IGO) == "IGO");
  CHECK(actor_code("", Sector::UNO) == "IGOUNO");
  CHECK(actor_code("", std::nullopt).empty());
}
