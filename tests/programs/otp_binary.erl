%% SPDX-License-Identifier: Apache-2.0
%%
%% The modules binary, base64 and unicode_util of the installed OTP.

-module(otp_binary).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    B = probe_lib:id(<<"hello world, hello binary">>),
    [{match, binary:match(B, <<"hello">>), binary:match(B, [<<"world">>, <<"binary">>]), binary:match(B, <<"zzz">>), binary:match(B, <<"hello">>, [{scope, {5, 15}}])},
     {matches, binary:matches(B, <<"hello">>), binary:matches(B, [<<"o">>, <<"wor">>])},
     {split, binary:split(B, <<" ">>), binary:split(B, <<" ">>, [global]), binary:split(<<",a,,b,">>, <<",">>, [global, trim_all]), binary:split(<<"a,b,">>, <<",">>, [global, trim])},
     {replace, binary:replace(B, <<"hello">>, <<"bye">>), binary:replace(B, <<"hello">>, <<"bye">>, [global]), binary:replace(<<"abc">>, <<"b">>, <<"[]">>, [{insert_replaced, 1}])},
     {part, binary:part(B, 6, 5), binary:part(B, {byte_size(B), -6})},
     {at, binary:at(B, 4), binary:first(B), binary:last(B)},
     {copy, binary:copy(<<"ab">>, 3), binary:copy(<<"x">>)},
     {encode, binary:encode_unsigned(16#123456), binary:encode_unsigned(258, little), binary:decode_unsigned(<<1, 0>>), binary:decode_unsigned(<<1, 2, 3>>, little)},
     {prefix, binary:longest_common_prefix([<<"erlang">>, <<"ergonomy">>]), binary:longest_common_suffix([<<"abc">>, <<"bc">>])},
     {bin_to_list, binary:bin_to_list(<<1, 2, 3>>), binary:bin_to_list(<<1, 2, 3>>, 1, 2), binary:list_to_bin([1, <<2>>])},
     {hex, binary:encode_hex(<<1, 171, 255>>), ?NOT_ON_ATOMVM(binary:decode_hex(<<"01aBFF">>))},
     {base64, base64:encode(<<"any carnal pleas">>), base64:decode(<<"YW55IGNhcm5hbCBwbGVhcw==">>), base64:encode_to_string("abc"), base64:decode("YWJj"), base64:mime_decode(<<"YW\nJj">>)},
     {checksums, erlang:crc32(B), erlang:adler32(B), erlang:md5(<<"abc">>), erlang:crc32(5, B)},
     {errors, [probe_lib:run(F) || F <- [fun() -> binary:at(B, 100) end, fun() -> binary:part(B, 0, 100) end, fun() -> binary:first(<<>>) end, fun() -> binary:copy(B, -1) end,
                                         fun() -> binary:match(B, <<>>) end, fun() -> binary:encode_unsigned(-1) end, fun() -> binary:split(a, <<",">>) end]]},
     {compiled, binary:match(B, binary:compile_pattern([<<"bin">>, <<"wor">>]))},
     {unicode, unicode:characters_to_nfc_list("e\x{301}"), unicode:characters_to_nfd_list("é"), unicode:characters_to_nfkc_binary("ﬁ"), unicode_util:gc("e\x{301}x"),
      unicode_util:uppercase("é")}].
