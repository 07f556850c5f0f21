#include <fmt/format.h>

#include <algorithm>

#include "model/batches.h"
#include "model/network.h"
#include "model/read_outputs.h"

namespace dateline {
namespace {

/// A report is read up to this many words (some fifty pages), so that no input takes more than seconds.
constexpr size_t most_words = 20000;

/// A sentence as the network takes it.
struct Encoded {
  std::vector<int32_t> pieces, shapes, first;
};

Encoded encode(const Text& text, std::string_view chars, uint32_t sentence, const Model::Network& network) {
  const Sentence& s = text.sentences[sentence];
  Encoded out;
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

/// Where a sentence belongs: the how-manieth article, and its number there.
struct Home {
  uint32_t article = 0, sentence = 0;
};

/// All sentences of a call, in the order of the articles.
struct Reading {
  std::vector<Encoded> sentences;
  std::vector<Home> homes;
  std::vector<Length> lengths;
};

ov::Tensor padded(const Batch& batch, const std::vector<Encoded>& sentences, size_t columns, const std::vector<int32_t> Encoded::* field) {
  ov::Tensor tensor(ov::element::i32, {batch.shape.rows, columns});
  int32_t* to = tensor.data<int32_t>();
  std::fill_n(to, batch.shape.rows * columns, 0);
  for (const uint32_t s : batch.members) {
    std::ranges::copy(sentences[s].*field, to);
    to += columns;
  }
  return tensor;
}

void run_batch(const Batch& batch, const Reading& in, ov::InferRequest& request, const LabelFile& file, std::vector<Signals>& out) {
  request.set_tensor("pieces", padded(batch, in.sentences, batch.shape.pieces, &Encoded::pieces));
  request.set_tensor("shape", padded(batch, in.sentences, batch.shape.pieces, &Encoded::shapes));
  request.set_tensor("first", padded(batch, in.sentences, batch.shape.words, &Encoded::first));
  request.infer();
  const Outputs outputs = outputs_of(request);
  for (uint32_t row = 0; row < batch.members.size(); ++row) {
    const Home& home = in.homes[batch.members[row]];
    out[home.article].sentences[home.sentence] = read_row(outputs, row, in.lengths[batch.members[row]].words, file);
  }
}

Warning cut_warning(const Text& text, uint32_t sentence, size_t seen) {
  const Sentence& s = text.sentences[sentence];
  return {"long-sentence", fmt::format("a sentence of {} words is read up to its word {}", s.size(), seen), s.span};
}

Warning end_warning(const Text& text, uint32_t first_unread) {
  return {"long-report", fmt::format("the report is read up to its sentence {} of {}", first_unread, text.sentences.size()), text.sentences[first_unread].span};
}

/// Encodes the sentences of one article and warns of what is left out.
void add_article(uint32_t article, const Sentences& in, const Model::Network& network, Reading& reading, Signals& out) {
  const Text& text = *in.text;
  out.sentences.resize(text.sentences.size());
  size_t words = 0;
  uint32_t s = 0;
  for (; s < text.sentences.size() && words < most_words; ++s) {
    const Encoded& e = reading.sentences.emplace_back(encode(text, in.chars, s, network));
    reading.homes.push_back({article, s});
    reading.lengths.push_back({static_cast<uint32_t>(e.pieces.size()), static_cast<uint32_t>(e.first.size())});
    if (e.first.size() < text.sentences[s].size()) out.warnings.push_back(cut_warning(text, s, e.first.size()));
    words += e.first.size();
  }
  out.read = s;
  if (s < text.sentences.size()) out.warnings.push_back(end_warning(text, s));
}

}  // namespace

std::vector<Signals> run(std::span<const Sentences> articles, const Model& model) {
  Model::Network& network = *model.network_;
  std::vector<Signals> out(articles.size());
  Reading reading;
  for (uint32_t a = 0; a < articles.size(); ++a) add_article(a, articles[a], network, reading, out[a]);
  if (reading.sentences.empty()) return out;
  ov::InferRequest request = network.borrow();
  for (const Batch& batch : batches_of(reading.lengths)) run_batch(batch, reading, request, network.file, out);
  network.give_back(std::move(request));
  if (network.prepared) network.prepared->forget();  // what the library wanted of it for these shapes it has copied
  return out;
}

}  // namespace dateline
