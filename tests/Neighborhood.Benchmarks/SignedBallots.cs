using Google.Protobuf;
using Grpc.Core;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Questions;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;

namespace Neighborhood.Benchmarks;

/// <summary>CPU time of the server per signed ballot, beside an unsigned one of as many other voters, both measured in this run.</summary>
internal static class SignedBallots
{
    public static async Task MeasureAsync(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("neighborhood-benchmark-").FullName;
        try
        {
            var estate = await Estate.BuildAsync(folder, report.Sizes.Voters, topics: 0);
            using var server = await ChildProcess.ServerAsync(folder);
            using var load = Load.Apart(server.Url);
            var half = estate.Tokens.Count / 2;
            var unsigned = new Voters([estate], half);
            var signers = new Signer[half];
            await load.RunAsync(half, callers: 64, async (invoker, i) => signers[i] = await Signer.RegisterAsync(invoker, estate, half + i));

            var count = report.Sizes.Calls / 2;
            var costs = await new Rotation(
                report,
                new Kind("CastBallot, unsigned", load, server, count, unsigned.CastBallot),
                new Kind("CastBallot, signed", load, server, count, (invoker, i) => signers[i % half].CastAsync(invoker, i))).RunAsync(report.Sizes.Rounds);
            var (plain, signed) = (costs[0], costs[1]);
            report.Set("cast_signed_ratio", signed.Micros / plain.Micros);
            report.Set("cast_signed_per_second", signed.Load.PerSecond);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A voter with a device. A ballot is signed for the place of the one before, so its calls are one after the other.</summary>
    private sealed class Signer(Estate estate, Metadata token, long resident, DeviceKey key, string device)
    {
        private readonly Lock _gate = new();
        private readonly byte[] _salt = new byte[BallotCommitment.SaltSize];
        private readonly long _poll = Names.IdIn(estate.Poll, "polls");
        private Task _last = Task.CompletedTask;
        private long _ordinal;

        public static async Task<Signer> RegisterAsync(CallInvoker invoker, Estate estate, int voter)
        {
            var token = Load.With(estate.Tokens[voter]);
            var me = await new Identity.IdentityClient(invoker).GetMeAsync(new GetMeRequest(), token);
            var resident = Names.IdIn(me.Memberships[0].Resident, "residents");
            var seed = new byte[DeviceKey.Size];
            BitConverter.TryWriteBytes(seed, voter + 1);
            var key = DeviceKey.Import(seed);
            var registered = await new Devices.DevicesClient(invoker).RegisterDeviceAsync(
                new RegisterDeviceRequest
                {
                    Parent = estate.Community,
                    PublicKey = ByteString.CopyFrom(key.PublicKey.Span),
                    PossessionSignature = ByteString.CopyFrom(key.Sign(SignedStatement.Possession(estate.Community, resident, key.PublicKey.Span))),
                },
                token);
            return new Signer(estate, token, resident, key, registered.Name);
        }

        public Task CastAsync(CallInvoker invoker, int i)
        {
            lock (_gate)
            {
                return _last = CastAfterAsync(_last, new Polls.PollsClient(invoker), i % 3 == 0 ? "yes" : "no");
            }
        }

        private async Task CastAfterAsync(Task last, Polls.PollsClient polls, string option)
        {
            await last;
            _ordinal = Names.IdsIn((await polls.CastBallotAsync(Ballot(option), token)).Name, "polls", "ballots").Second;
        }

        private CastBallotRequest Ballot(string option)
        {
            var commitment = BallotCommitment.Compute(estate.Community, _poll, resident, SealedChoice.Bytes(option), _salt);
            return new CastBallotRequest
            {
                Parent = estate.Poll,
                Choice = SealedChoice.Of(option),
                Salt = ByteString.CopyFrom(_salt),
                Device = device,
                Replaces = _ordinal,
                RequestId = Guid.NewGuid().ToString(),
                Signature = ByteString.CopyFrom(key.Sign(SignedStatement.Ballot(estate.Community, _poll, resident, 0, _ordinal, commitment))),
            };
        }
    }
}
