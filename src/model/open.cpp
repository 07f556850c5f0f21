#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <future>
#include <sstream>

#include "model/files.h"
#include "model/network.h"
#include "model/prepared.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 18> outputs = {"upos", "feats", "lemma",      "arc",        "rel", "own_rel",   "name",      "trigger", "status",
                                                 "fact", "cameo", "event_rows", "event_role", "cue", "said_rows", "said_role", "mention", "vec"};

Error bad_model(const fs::path& where, std::string what) {
  return {Error::Kind::resource, "bad-model", std::move(what), where.string(), "install the model again"};
}

/// One thread, so that scores do not depend on how many there are. Threads that run beside each other have a compiled network each: several streams of
/// one network share their prepared weights by address, and now and then one took another's (docs/adr/0009-the-same-bits.md).
const ov::AnyMap settings = {ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY),
                             ov::inference_num_threads(1),
                             ov::num_streams(1),
                             ov::hint::inference_precision(ov::element::f32),
                             ov::hint::enable_cpu_pinning(false),
                             {"CPU_RUNTIME_CACHE_CAPACITY", 1000},  // of what it prepares for a shape; the few shapes of batches.cpp need no more
                             ov::hint::enable_hyper_threading(true)};

ov::CompiledModel import_prepared(ov::Core& core, const Mapped& prepared, size_t begin) {
  return core.import_model(ov::Tensor(ov::element::u8, {prepared.size() - begin}, prepared.data() + begin), "CPU", settings);
}

/// Takes the network as it was prepared, where this library and machine accept it.
bool take_prepared(Model::Network& network, Prepared prepared) {
  if (!prepared.file) return false;
  try {
    network.compiled = import_prepared(network.core, *prepared.file, prepared.begin);
    for (const char* name : outputs) network.compiled.output(name);  // throws where it is missing
  } catch (const std::exception&) {
    return false;  // another version of the library, or another machine: model.xml is read then
  }
  network.prepared = std::move(prepared.file);
  network.again = [&network, begin = prepared.begin] { return import_prepared(network.core, *network.prepared, begin); };
  return true;
}

std::optional<Error> compile(Model::Network& network, const ModelFiles& files) {
  try {
    network.again = [&network, files] {
      return network.core.compile_model(network.core.read_model(files.graph().string(), files.weights().string()), "CPU", settings);
    };
    network.compiled = network.again();
    for (const char* name : outputs) network.compiled.output(name);  // throws where it is missing
  } catch (const std::exception& e) {
    std::string_view why = e.what();  // several lines, the last the most telling
    why = why.substr(0, why.find_last_not_of("\n ") + 1);
    why = why.substr(why.find_last_of('\n') + 1);
    return bad_model(files.graph(), fmt::format("the network or its weights are damaged ({})", why));
  }
  return std::nullopt;
}

}  // namespace

ov::InferRequest Model::Network::borrow() {
  std::lock_guard held(lock);
  if (idle.empty()) return again().create_infer_request();
  ov::InferRequest request = std::move(idle.back());
  idle.pop_back();
  return request;
}

void Model::Network::give_back(ov::InferRequest request) {
  std::lock_guard held(lock);
  idle.push_back(std::move(request));
}

Model::Model(std::unique_ptr<Network> network) : network_(std::move(network)) {}
Model::Model(Model&&) noexcept = default;
Model::~Model() = default;
const Labels& Model::labels() const { return network_->file.labels; }
const std::string& Model::version() const { return network_->version; }

Result<Model> open_model(const fs::path& models, const ModelOptions& options) {
  auto sums = Sums::read(models);
  if (!sums) return std::unexpected(sums.error());
  const ModelFiles files{models, options.name};
  if (auto error = missing_file(files)) return std::unexpected(*error);
  Prepared prepared = read_prepared(files, *sums);
  std::future<std::optional<Error>> checked;  // beside the compilation, which takes longer
  if (!prepared.file) checked = std::async(std::launch::async, wrong_file, files, *sums);
  const auto first_wrong = [&](Error other) {  // a file that is not the one of SHA256SUMS tells more than what it led to
    if (checked.valid())
      if (auto wrong = checked.get()) return std::unexpected(*wrong);
    return std::unexpected(std::move(other));
  };
  auto labels = read_labels(files.labels());
  if (!labels) return first_wrong(labels.error());
  std::ifstream in(files.vocabulary(), std::ios::binary);
  std::ostringstream vocabulary;
  vocabulary << in.rdbuf();
  auto network = std::make_unique<Model::Network>(std::move(*labels), Pieces(std::move(vocabulary).str()));
  if (!network->pieces.complete()) return first_wrong(bad_model(files.vocabulary(), "the vocabulary lacks [CLS], [SEP] or [UNK]"));
  if (!take_prepared(*network, std::move(prepared)))
    if (auto error = compile(*network, files)) return first_wrong(*error);
  network->idle.push_back(network->compiled.create_infer_request());
  if (checked.valid())
    if (auto wrong = checked.get()) return std::unexpected(*wrong);
  network->version = fmt::format("{} {}", options.name, sums->expected(options.name + "/model.bin").substr(0, 12));
  return Model(std::move(network));
}

Result<void> prepare_model(const fs::path& models, const std::string& name) {
  const ModelFiles files{models, name};
  std::error_code failed;
  fs::remove(files.prepared(), failed);
  auto sums = Sums::read(models);
  if (!sums) return std::unexpected(sums.error());
  auto model = open_model(models, {name});
  if (!model) return std::unexpected(model.error());
  std::ostringstream network;
  model->network_->compiled.export_model(network);
  return write_prepared(files, *sums, network.view());
}

std::vector<ModelState> installed_models(const fs::path& models) {
  auto sums = Sums::read(models);
  if (!sums) return {{"", 0, "", false, sums.error()}};
  std::vector<std::string> names = sums->models();
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(models, failed))
    if (fs::exists(entry.path() / "model.xml", failed)) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  std::vector<ModelState> out;
  for (const std::string& name : names) {
    const ModelFiles files{models, name};
    ModelState state{name, 0, sums->expected(name + "/model.bin"), read_prepared(files, *sums).file != nullptr, wrong_file(files, *sums)};
    for (const std::string& file : files.all())
      if (const auto size = fs::file_size(models / file, failed); !failed) state.bytes += size;
    out.push_back(std::move(state));
  }
  return out;
}

}  // namespace dateline
