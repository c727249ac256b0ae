%% SPDX-License-Identifier: Apache-2.0
%%
%% The processes `user` and `standard_error`: servers of Erlang's I/O protocol that write to the host. The runtime makes
%% them when it starts; they load this module when the first request comes.

-module(beamfold_io).
-export([start/1]).

start(Descriptor) ->
    process_flag(trap_exit, true),
    loop(Descriptor).

loop(Descriptor) ->
    receive
        {io_request, From, ReplyAs, Request} ->
            From ! {io_reply, ReplyAs, request(Request, Descriptor)},
            loop(Descriptor);
        _ ->
            loop(Descriptor)
    end.

request({put_chars, Encoding, Characters}, Descriptor) ->
    try unicode:characters_to_binary(Characters, Encoding, utf8) of
        Bytes when is_binary(Bytes) ->
            beamfold:write(Descriptor, Bytes),
            ok;
        _ ->
            {error, {put_chars, Encoding, Characters}}
    catch
        _:_ -> {error, {put_chars, Encoding, Characters}}
    end;
request({put_chars, Encoding, Module, Function, Arguments}, Descriptor) ->
    try apply(Module, Function, Arguments) of
        Characters -> request({put_chars, Encoding, Characters}, Descriptor)
    catch
        _:_ -> {error, Function}
    end;
request({put_chars, Characters}, Descriptor) ->
    request({put_chars, latin1, Characters}, Descriptor);
request({put_chars, Module, Function, Arguments}, Descriptor) ->
    request({put_chars, latin1, Module, Function, Arguments}, Descriptor);
request({requests, Requests}, Descriptor) ->
    all(Requests, ok, Descriptor);
request(getopts, _) ->
    [{binary, false}, {encoding, unicode}];
request({setopts, _}, _) ->
    ok;
request({get_geometry, _}, _) ->
    {error, enotsup};
request(Request, _) when element(1, Request) =:= get_line; element(1, Request) =:= get_chars;
                         element(1, Request) =:= get_until; element(1, Request) =:= get_password ->
    eof;
request(_, _) ->
    {error, request}.

all([Request | Requests], ok, Descriptor) -> all(Requests, request(Request, Descriptor), Descriptor);
all(_, Result, _) -> Result.
