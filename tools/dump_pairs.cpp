// dump_pairs PACK MODEL < DOCUMENTS.jsonl > PAIRS: what training/chains.py learns from: for each document its candidates and the numbers of each pair.
//
// Binary, little-endian. A document: 'D', u32 length and bytes of its id, u32 candidates, for each: u32 begin and end of its phrase (bytes of the text),
// u8 1 where names alone joined it to an earlier one, u32 its chain by names alone, f32 x single_size; u32 pairs, for each: u32 later, u32 earlier, f16 x
// pair_size.
#include <cstdio>
#include <cstring>
#include <iostream>
#include <nlohmann/json.hpp>

#include "names/chains.h"
#include "names/metonyms.h"
#include "names/pairs.h"
#include "page/page.h"
#include "source/source.h"

namespace {

using namespace dateline;
using namespace dateline::names;

void put(uint32_t x) { std::fwrite(&x, 4, 1, stdout); }

/// A float as IEEE half, good enough for training.
uint16_t half(float f) {
  uint32_t x;
  std::memcpy(&x, &f, 4);
  const uint32_t sign = (x >> 16) & 0x8000u;
  const int exponent = static_cast<int>((x >> 23) & 0xff) - 112;
  if (exponent <= 0) return static_cast<uint16_t>(sign);
  if (exponent >= 31) return static_cast<uint16_t>(sign | 0x7bffu);
  return static_cast<uint16_t>(sign | static_cast<uint32_t>(exponent) << 10 | ((x >> 13) & 0x3ffu));
}

void dump(const std::string& id, std::string text, const Pack& pack, const Model& model) {
  Source source;
  source.id = id;
  source.bytes = std::move(text);
  source.clean = true;
  Trail trail;
  const Article article = read_page(source, pack, trail);
  const Text words = split(article, pack);
  const Signals signals = run(words, article.text, model);
  const Syntax syntax = parse(words, article.text, signals, model, pack);
  const Reading r{article, words, signals, syntax, pack, trail};
  const Lists lists(pack);
  std::vector<Candidate> all = find_candidates(r, lists);
  find_metonyms(r, lists, all);
  Chains chains = join_names(r, lists, all);
  join_offices(r, lists, all, chains);
  const Pairs pairs(r, lists, all, chains);
  std::putchar('D');
  put(static_cast<uint32_t>(id.size()));
  std::fwrite(id.data(), 1, id.size(), stdout);
  put(static_cast<uint32_t>(all.size()));
  for (uint32_t i = 0; i < all.size(); ++i) {
    const SourceSpan span = article.source_of(r.span(all[i].mention.phrase_first, all[i].mention.phrase_last));
    put(span.begin);
    put(span.end);
    std::putchar(chains.links[i].to != UINT32_MAX);
    put(chains.of[i]);
    const auto x = pairs.single(i).values;
    std::fwrite(x.data(), 4, Pairs::single_size, stdout);
  }
  std::vector<std::pair<uint32_t, Pairs::Antecedent>> asked;
  for (uint32_t i = 0; i < all.size(); ++i)
    if (all[i].mention.phrase_last > all[i].mention.phrase_first)
      for (const Pairs::Antecedent& k : pairs.antecedents(i)) asked.emplace_back(i, k);
  put(static_cast<uint32_t>(asked.size()));
  for (auto [later, earlier] : asked) {
    put(later);
    put(earlier.at);
    const auto x = pairs.pair(later, earlier).values;
    std::array<uint16_t, Pairs::pair_size> row;
    for (size_t n = 0; n < x.size(); ++n) row[n] = half(x[n]);
    std::fwrite(row.data(), 2, row.size(), stdout);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("dump_pairs PACK MODEL < DOCUMENTS.jsonl > PAIRS\n", stderr);
    return 2;
  }
  auto pack = open_pack(argv[1]);
  auto model = open_model(argv[2]);
  if (!pack || !model) {
    std::fprintf(stderr, "%s\n", (pack ? model.error() : pack.error()).line().c_str());
    return 3;
  }
  const uint32_t sizes[2] = {Pairs::single_size, Pairs::pair_size};
  std::fwrite(sizes, 4, 2, stdout);
  for (std::string line; std::getline(std::cin, line);)
    if (const auto doc = nlohmann::json::parse(line, nullptr, false); doc.is_object()) dump(doc["id"], doc["text"], *pack, *model);
  return 0;
}
