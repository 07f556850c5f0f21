#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "model/network.h"
#include "model/read_outputs.h"

namespace dateline {
namespace {

constexpr uint32_t window = 64;             // sentences of one article that are sorted by length together
constexpr size_t most_in_batch = 32;
constexpr size_t most_pieces = 2048;        // of a batch, padding included
constexpr size_t most_pairs = 1u << 16;     // of words of a batch, padding included

/// A sentence as the network takes it.
struct Encoded {
  uint32_t sentence = 0;
  std::vector<int32_t> pieces, shapes, first;
};

/// Sentences for one pass, and the sizes of the longest.
struct Batch {
  std::vector<const Encoded*> members;
  size_t pieces = 0, words = 0;

  bool takes(const Encoded& e) const {
    const size_t n = members.size() + 1, p = std::max(pieces, e.pieces.size()), w = std::max(words, e.first.size());
    return members.empty() || (n <= most_in_batch && n * p <= most_pieces && n * w * w <= most_pairs);
  }
  void add(const Encoded& e) {
    members.push_back(&e);
    pieces = std::max(pieces, e.pieces.size());
    words = std::max(words, e.first.size());
  }
};

Encoded encode(const Text& text, std::string_view chars, uint32_t sentence, const Model::Network& network) {
  const Sentence& s = text.sentences[sentence];
  Encoded out;
  out.sentence = sentence;
  out.pieces.push_back(network.pieces.cls());
  std::vector<int32_t> of_word;
  for (uint32_t w = s.first; w < s.last && out.first.size() < network.file.limits.words; ++w) {
    const std::string_view word = text_of(chars, text.words[w].span);
    of_word.clear();
    network.pieces.add(word, of_word);
    if (out.pieces.size() + of_word.size() + 1 > network.file.limits.pieces) break;
    out.first.push_back(static_cast<int32_t>(out.pieces.size()));
    out.pieces.insert(out.pieces.end(), of_word.begin(), of_word.end());
    out.shapes.resize(out.pieces.size(), shape_of(word));
  }
  out.shapes[0] = 0;
  out.pieces.push_back(network.pieces.sep());
  out.shapes.push_back(0);
  return out;
}

ov::Tensor padded(const Batch& batch, size_t columns, const std::vector<int32_t> Encoded::* field) {
  ov::Tensor tensor(ov::element::i32, {batch.members.size(), columns});
  int32_t* to = tensor.data<int32_t>();
  for (const Encoded* e : batch.members) {
    const auto& values = e->*field;
    std::fill(std::copy(values.begin(), values.end(), to), to + columns, 0);
    to += columns;
  }
  return tensor;
}

void run_batch(const Batch& batch, ov::InferRequest& request, const LabelFile& file, Signals& out) {
  request.set_tensor("pieces", padded(batch, batch.pieces, &Encoded::pieces));
  request.set_tensor("shape", padded(batch, batch.pieces, &Encoded::shapes));
  request.set_tensor("first", padded(batch, batch.words, &Encoded::first));
  request.infer();
  const Outputs outputs = outputs_of(request);
  for (uint32_t row = 0; row < batch.members.size(); ++row) {
    const Encoded& e = *batch.members[row];
    out.sentences[e.sentence] = read_row(outputs, row, static_cast<uint32_t>(e.first.size()), file);
  }
}

/// Sentences [from, to) in batches of like length; the order depends on the sentences alone.
void run_window(std::vector<Encoded>& sentences, ov::InferRequest& request, const LabelFile& file, Signals& out) {
  std::stable_sort(sentences.begin(), sentences.end(), [](const Encoded& a, const Encoded& b) { return a.pieces.size() < b.pieces.size(); });
  Batch batch;
  for (const Encoded& e : sentences) {
    if (e.first.empty()) continue;
    if (!batch.takes(e)) {
      run_batch(batch, request, file, out);
      batch = {};
    }
    batch.add(e);
  }
  if (!batch.members.empty()) run_batch(batch, request, file, out);
}

Warning cut_warning(const Text& text, uint32_t sentence, size_t seen) {
  const Sentence& s = text.sentences[sentence];
  return {"long-sentence", fmt::format("a sentence of {} words is read up to its word {}", s.size(), seen), s.span};
}

}  // namespace

Signals run(const Text& text, std::string_view chars, const Model& model) {
  Model::Network& network = *model.network_;
  Signals out;
  out.sentences.resize(text.sentences.size());
  if (text.sentences.empty()) return out;
  ov::InferRequest request = network.borrow();
  const auto count = static_cast<uint32_t>(text.sentences.size());
  for (uint32_t from = 0; from < count; from += window) {
    std::vector<Encoded> sentences;
    for (uint32_t s = from; s < std::min(count, from + window); ++s) {
      sentences.push_back(encode(text, chars, s, network));
      if (sentences.back().first.size() < text.sentences[s].size()) out.warnings.push_back(cut_warning(text, s, sentences.back().first.size()));
    }
    run_window(sentences, request, network.file, out);
  }
  network.give_back(std::move(request));
  return out;
}

}  // namespace dateline
