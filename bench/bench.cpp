// bench PROGRAM PACK MODEL REPORT [COUNT]   how fast reports are read on one core, where the time goes, how long a cold start takes, how much memory.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "report/report.h"

namespace {

using namespace dateline;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); }

/// Runs `PROGRAM read REPORT` once; wall seconds and peak memory in MB.
std::pair<double, double> cold_start(const char* program, const char* pack, const char* model, const char* report) {
  auto begin = Clock::now();
  pid_t child = fork();
  if (child == 0) {
    int null = open("/dev/null", O_WRONLY);
    dup2(null, 1);
    execl(program, program, "read", report, "--pack", pack, "--model-dir", model, nullptr);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  if (status != 0) fmt::print(stderr, "{} read {} failed\n", program, report), std::exit(1);
  return {seconds_since(begin), static_cast<double>(used.ru_maxrss) / 1024};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return fmt::print(stderr, "bench PROGRAM PACK MODEL REPORT [COUNT]\n"), 2;
  int count = argc > 5 ? std::atoi(argv[5]) : 100;
  std::array<std::pair<double, double>, 5> starts;
  for (auto& start : starts) start = cold_start(argv[1], argv[2], argv[3], argv[4]);
  std::ranges::sort(starts);

  auto pack = open_pack(argv[2]);
  auto model = open_model(argv[3]);
  auto feed = open_feed(argv[4], {});
  if (!pack || !model || !feed) return fmt::print(stderr, "pack, model or report does not open\n"), 3;
  auto item = (*feed)->next();
  if (!item || !item->source) return fmt::print(stderr, "the report does not open\n"), 1;
  Source source = *item->source;
  Engine engine{std::move(*pack), std::move(*model)};

  std::array<double, 13> spent{};
  Room now = Room::base;
  auto entered = Clock::now();
  ReadOptions options;
  options.on_room = [&](Room room) {
    spent[static_cast<size_t>(now)] += seconds_since(entered);
    entered = Clock::now();
    now = room;
  };
  size_t words = read(source, engine).text.words.size();
  auto begin = entered = Clock::now();
  size_t written = 0;
  for (int i = 0; i < count; ++i) {
    Report report = read(source, engine, options);
    written += to_json(report, engine).dump().size();
    options.on_room(Room::base);
  }
  double all = seconds_since(begin);

  fmt::print("reports/s/core   {:8.1f}   (a report of {} words, {} times, JSON written: {} bytes each)\n", count / all, words, count,
             written / static_cast<size_t>(count));
  fmt::print("words/s/core     {:8.0f}\n", static_cast<double>(words) * count / all);
  fmt::print("cold start       {:8.3f} s (median of 5, from the command to the printed result)\n", starts[2].first);
  fmt::print("peak memory      {:8.0f} MB\n", starts[4].second);
  double found = 0;  // names, times and places, once words, scores and trees are there
  for (Room room : {Room::names, Room::times, Room::places}) found += spent[static_cast<size_t>(room)];
  fmt::print("who, when, where {:8.0f} reports/s/core (names, times and places together, tokens given)\n", count / found);
  for (size_t room = 1; room < spent.size(); ++room)
    if (spent[room] > 0) fmt::print("  {:<8} {:5.1f} %\n", name_of(static_cast<Room>(room)), 100 * spent[room] / all);
}
