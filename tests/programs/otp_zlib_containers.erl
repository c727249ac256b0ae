%% SPDX-License-Identifier: Apache-2.0
%%
%% zlib round trips of data that compresses well, badly and not at all; each container, iolists,
%% check sums, damage.

-module(otp_zlib_containers).
-export([main/0]).

main() ->
    Data = [<<>>, <<"a">>, <<"hello hello hello hello">>, binary:copy(<<"0123456789">>, 3000), << <<(I * I * 7 rem 251)>> || I <- lists:seq(1, 5000) >>, noise(4000, 1, <<>>), binary:copy(<<0>>, 70000)],
    [{compress, [zlib:uncompress(zlib:compress(D)) =:= D || D <- Data]},
     {gzip, [zlib:gunzip(zlib:gzip(D)) =:= D || D <- Data]},
     {raw, [zlib:unzip(zlib:zip(D)) =:= D || D <- Data]},
     {smaller, [byte_size(zlib:compress(D)) < byte_size(D) || D <- Data]},
     {iolists, zlib:uncompress(zlib:compress([<<"ab">>, "cd", [$e | <<"f">>]])), zlib:gunzip([zlib:gzip(["x", <<"yz">>])])},
     {known, zlib:uncompress(<<120, 156, 75, 76, 74, 6, 0, 2, 77, 1, 39>>), zlib:unzip(<<3, 0>>), zlib:unzip(<<1, 3, 0, 252, 255, "raw">>)},
     {bad, [probe_lib:run(fun() -> F(B) end) || F <- [fun zlib:uncompress/1, fun zlib:gunzip/1, fun zlib:unzip/1], B <- [<<>>, <<1, 2, 3>>, <<120, 156, 75, 76, 74, 6, 0, 2, 77, 1, 40>>, a]]},
     {checks, [erlang:crc32(D) =:= crc(zlib:gzip(D)) || D <- Data], [erlang:adler32(D) =:= adler(zlib:compress(D)) || D <- Data]}].

noise(0, _, Acc) -> Acc;
noise(N, X, Acc) -> Y = (X * 1103515245 + 12345) band 16#7FFFFFFF, noise(N - 1, Y, <<Acc/binary, (Y bsr 16):8>>).

crc(Gzip) -> N = byte_size(Gzip) - 8, <<_:N/binary, Crc:32/little, _:32>> = Gzip, Crc.
adler(Zlib) -> N = byte_size(Zlib) - 4, <<_:N/binary, A:32>> = Zlib, A.
