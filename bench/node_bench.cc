// SPDX-License-Identifier: Apache-2.0
//
// Google benchmark inside Node.js: a Node-API add-on, so that one file serves every version of Node.js.
//
//     run(benchmarks, args): benchmarks is an array of {name, work}; args are google benchmark's command-line
//     arguments.
//
// Each `work` is called once an iteration. One that throws ends its benchmark as failed ("error_occurred" in the JSON).

#include <benchmark/benchmark.h>
#include <node_api.h>

#include <string>
#include <vector>

namespace {

std::string ToString(napi_env env, napi_value value) {
  size_t size = 0;
  napi_get_value_string_utf8(env, value, nullptr, 0, &size);
  std::string text(size + 1, '\0');
  napi_get_value_string_utf8(env, value, text.data(), text.size(), &size);
  text.resize(size);
  return text;
}

// The message of the exception that is pending, which it clears.
std::string TakeException(napi_env env) {
  napi_value exception, text;
  if (napi_get_and_clear_last_exception(env, &exception) != napi_ok ||
      napi_coerce_to_string(env, exception, &text) != napi_ok) {
    return "unknown exception";
  }
  return ToString(env, text);
}

struct Functions {
  napi_ref prepare;
  napi_ref work;
};

// Calls a JavaScript function; false: it threw, and the benchmark is over.
bool Call(napi_env env, napi_ref reference, benchmark::State& state) {
  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);
  napi_value function, receiver, result;
  napi_get_reference_value(env, reference, &function);
  napi_get_undefined(env, &receiver);
  const bool works = napi_call_function(env, receiver, function, 0, nullptr, &result) == napi_ok;
  if (!works) state.SkipWithError(TakeException(env).c_str());
  napi_close_handle_scope(env, scope);
  return works;
}

void CallOnceAnIteration(benchmark::State& state, napi_env env, Functions functions) {
  if (!Call(env, functions.prepare, state)) return;
  for (auto _ : state) {
    if (!Call(env, functions.work, state)) break;
  }
}

napi_value Run(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value argv[2];
  uint32_t count = 0, num_args = 0;
  if (napi_get_cb_info(env, info, &argc, argv, nullptr, nullptr) != napi_ok || argc != 2 ||
      napi_get_array_length(env, argv[0], &count) != napi_ok ||
      napi_get_array_length(env, argv[1], &num_args) != napi_ok) {
    napi_throw_type_error(env, nullptr, "run(benchmarks, args): two arrays");
    return nullptr;
  }
  std::vector<Functions> references;
  for (uint32_t i = 0; i < count; ++i) {
    napi_value element, name, prepare, work;
    Functions functions;
    if (napi_get_element(env, argv[0], i, &element) != napi_ok ||
        napi_get_named_property(env, element, "name", &name) != napi_ok ||
        napi_get_named_property(env, element, "prepare", &prepare) != napi_ok ||
        napi_get_named_property(env, element, "work", &work) != napi_ok ||
        napi_create_reference(env, prepare, 1, &functions.prepare) != napi_ok ||
        napi_create_reference(env, work, 1, &functions.work) != napi_ok) {
      napi_throw_type_error(env, nullptr, "a benchmark is {name, prepare, work}");
      return nullptr;
    }
    references.push_back(functions);
    benchmark::RegisterBenchmark(ToString(env, name).c_str(), CallOnceAnIteration, env, functions)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
  std::vector<std::string> args = {"node_bench"};
  for (uint32_t i = 0; i < num_args; ++i) {
    napi_value element;
    napi_get_element(env, argv[1], i, &element);
    args.push_back(ToString(env, element));
  }
  std::vector<char*> pointers;
  for (std::string& arg : args) pointers.push_back(arg.data());
  int num_pointers = static_cast<int>(pointers.size());
  benchmark::Initialize(&num_pointers, pointers.data());
  if (benchmark::ReportUnrecognizedArguments(num_pointers, pointers.data())) {
    napi_throw_type_error(env, nullptr, "google benchmark does not know one of the arguments");
    return nullptr;
  }
  benchmark::RunSpecifiedBenchmarks();
  benchmark::ClearRegisteredBenchmarks();
  for (const Functions& functions : references) {
    napi_delete_reference(env, functions.prepare);
    napi_delete_reference(env, functions.work);
  }
  return nullptr;
}

napi_value Init(napi_env env, napi_value exports) {
  napi_value function;
  napi_create_function(env, "run", NAPI_AUTO_LENGTH, Run, nullptr, &function);
  napi_set_named_property(env, exports, "run", function);
  return exports;
}

}  // namespace

NAPI_MODULE(node_bench, Init)
