%% SPDX-License-Identifier: Apache-2.0
%%
%% A protocol stack by bit syntax: Ethernet, IPv4 with options and checksum, UDP and TCP flags, built and taken apart.

-module(bits_protocol_ip).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Udp = udp(5353, 53, <<"query">>),
    Packet = ip(17, {10, 0, 0, 1}, {192, 168, 1, 254}, <<>>, Udp),
    Tcp = ?ON_ATOMVM(Packet, ip(6, {127, 0, 0, 1}, {127, 0, 0, 1}, <<1, 1, 1, 0>>, tcp(80, 40000, 16#fffffff0, [syn, ack], <<"hi">>))),
    Damaged = <<(binary:part(Packet, 0, 8))/binary, 63, (binary:part(Packet, 9, byte_size(Packet) - 9))/binary>>,
    [{packet, Packet, Tcp},
     {parsed, [parse(P) || P <- [Packet, Tcp, Damaged, <<4:4, 0:?ON_ATOMVM(4, 0)>>, <<6:4, 0:28>>, binary:part(Packet, 0, 19), <<Packet/binary, "trailer">>]]},
     {frames, [frame(F) || F <- [<<1:48, 2:48, 16#800:16, Packet/binary>>, <<1:48, 2:48, 16#8100:16, 5:3, 0:1, 42:12, 16#800:16, Tcp/binary>>, <<0:96>>]]}].

udp(From, To, Data) -> <<From:16, To:16, (8 + byte_size(Data)):16, 0:16, Data/binary>>.

tcp(From, To, Seq, Flags, Data) ->
    Bits = << <<(case lists:member(F, Flags) of true -> 1; false -> 0 end):1>> || F <- flags() >>,
    <<From:16, To:16, Seq:32, 0:32, 5:4, 0:3, Bits/bits, 1024:16, 0:16, 0:16, Data/binary>>.

flags() -> [ns, cwr, ece, urg, ack, psh, rst, syn, fin].

ip(Protocol, From, To, Options, Data) ->
    Words = 5 + byte_size(Options) div 4,
    Head = fun(Sum) -> <<4:4, Words:4, 0:8, (Words * 4 + byte_size(Data)):16, 7:16, 2:3, 0:13, 64, Protocol, Sum:16,
                         (address(From)):32, (address(To)):32, Options/binary>> end,
    <<(Head(checksum(Head(0))))/binary, Data/binary>>.

address({A, B, C, D}) -> <<N:32>> = <<A, B, C, D>>, N.

checksum(Bin) -> (bnot fold(lists:sum([W || <<W:16>> <= Bin]))) band 16#ffff.

fold(N) when N > 16#ffff -> fold((N band 16#ffff) + (N bsr 16));
fold(N) -> N.

parse(<<4:4, Words:4, _Tos, Length:16, Id:16, _:1, Df:1, Mf:1, Offset:13, Ttl, Protocol, _:16, A:4/binary, B:4/binary, Rest/binary>> = Bin)
  when Words >= 5, byte_size(Bin) >= Length ->
    OptionsSize = (Words - 5) * 4,
    DataSize = Length - Words * 4,
    <<Options:OptionsSize/binary, Data:DataSize/binary, Trailer/binary>> = Rest,
    Sum = checksum(binary:part(Bin, 0, Words * 4)),
    {Id, {Df, Mf, Offset}, Ttl, list_to_tuple(binary_to_list(A)), list_to_tuple(binary_to_list(B)), Options, Sum, payload(Protocol, Data), Trailer};
parse(<<V:4, _/bits>>) when V =/= 4 -> {version, V};
parse(Bin) -> {short, bit_size(Bin)}.

payload(17, <<From:16, To:16, Length:16, _:16, Data/binary>>) when Length =:= byte_size(Data) + 8 -> {udp, From, To, Data};
payload(6, <<From:16, To:16, Seq:32, Ack:32, Offset:4, _:3, Flags:9/bits, Window:16, _:32, Rest/binary>>) ->
    Skip = (Offset - 5) * 4,
    <<_:Skip/binary, Data/binary>> = Rest,
    {tcp, From, To, Seq, Ack, [F || {F, 1} <- lists:zip(flags(), [X || <<X:1>> <= Flags])], Window, Data};
payload(P, Data) -> {other, P, Data}.

frame(<<To:6/binary, From:6/binary, 16#8100:16, Priority:3, _:1, Vlan:12, Type:16, Rest/binary>>) -> {vlan, Priority, Vlan, To, From, Type, element(1, parse(Rest))};
frame(<<To:48, From:48, 16#800:16, Rest/binary>>) -> {ip, To, From, element(4, parse(Rest))};
frame(<<_:96, Rest/binary>>) -> {unknown, Rest}.
