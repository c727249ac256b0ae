%% SPDX-License-Identifier: Apache-2.0
%%
%% The configuration of OTP's logger, in the place of OTP's module of this name: what `erl` starts with, so that OTP's
%% own logger, filters and formatters work here without its supervision tree. The primary configuration (the level
%% above all) can be changed; there is one handler, `default`, which writes to the process `user` (beamfold_logger).

-module(logger_config).
-export([allow/1, allow/2, get/1, get/2, get/3, exist/2, set/3, get_module_level/0, level_to_int/1]).

-define(PRIMARY, {logger_config, primary}).

allow(Level, _Module) -> allow(Level).

allow(Level) ->
    #{level := Limit} = primary(),
    level_to_int(Level) =< level_to_int(Limit).

exist(_, What) -> What =:= primary orelse What =:= default.

get(What) -> get(logger, What).

get(_, primary) -> {ok, primary()};
get(_, proxy) -> {ok, #{}};
get(_, default) -> {ok, default_handler()};
get(_, What) -> {error, {not_found, What}}.

get(Table, What, _Level) -> get(Table, What).

set(_, primary, Config) -> persistent_term:put(?PRIMARY, Config).

get_module_level() -> [].

primary() ->
    persistent_term:get(?PRIMARY, #{level => notice, filters => [], filter_default => log, metadata => #{},
                                    handlers => [default]}).

%% What the formatter would ask the environment of applications for is given here.
default_handler() ->
    #{id => default, level => all, module => beamfold_logger, config => #{type => standard_io},
      filter_default => stop,
      filters => [{remote_gl, {fun logger_filters:remote_gl/2, stop}},
                  {domain, {fun logger_filters:domain/2, {log, super, [otp, sasl]}}},
                  {no_domain, {fun logger_filters:domain/2, {log, undefined, []}}}],
      formatter => {logger_formatter, #{legacy_header => true, single_line => false, depth => unlimited,
                                        time_offset => ""}}}.

level_to_int(none) -> -1;
level_to_int(emergency) -> 0;
level_to_int(alert) -> 1;
level_to_int(critical) -> 2;
level_to_int(error) -> 3;
level_to_int(warning) -> 4;
level_to_int(notice) -> 5;
level_to_int(info) -> 6;
level_to_int(debug) -> 7;
level_to_int(all) -> 10.
