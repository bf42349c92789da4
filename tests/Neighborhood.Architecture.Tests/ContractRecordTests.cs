using Google.Protobuf.WellKnownTypes;

namespace Neighborhood.Architecture.Tests;

public sealed class ContractRecordTests
{
    private const string Record = "protos/contract.v1.txt";

    [Fact]
    public void V1_only_adds() => House.AssertNone(ContractRecord.Broken(House.Read(Record).Split('\n', StringSplitOptions.RemoveEmptyEntries), Present()));

    [Fact]
    public void The_record_holds_the_whole_contract() => Recorded.AssertCurrent(Record, string.Join('\n', Present()) + '\n');

    [Theory]
    [InlineData("neighborhood.v1.Poll.removed = 1 string")]
    [InlineData("neighborhood.v1.Poll.name = 99 string")]
    [InlineData("neighborhood.v1.Poll.name = 1 bytes")]
    [InlineData("neighborhood.v1.Poll.name = 1 repeated string")]
    [InlineData("neighborhood.v1.Role.STAFF = 99")]
    [InlineData("neighborhood.v1.Polls.GetPoll(neighborhood.v1.GetPollRequest) returns (stream neighborhood.v1.Poll)")]
    public void A_planted_promise_that_is_not_kept_is_reported(string promise) =>
        Assert.Equal([promise], ContractRecord.Broken([.. Present(), promise], Present()));

    [Fact]
    public void A_field_may_cease_to_be_required_and_not_become_so()
    {
        const string Free = "neighborhood.v1.AnnouncePollRequest.rule_pack = 5 string";
        const string Demanded = "neighborhood.v1.AnnouncePollRequest.parent = 1 string";
        Assert.Empty(ContractRecord.Broken([.. Present(), Free + " required"], Present()));
        Assert.Equal([Demanded], ContractRecord.Broken([.. Present(), Demanded], Present()));
    }

    [Fact]
    public void The_lines_tell_number_label_and_type()
    {
        var lines = ContractRecord.Lines([Struct.Descriptor.File]).ToList();

        Assert.Contains("google.protobuf.ListValue.values = 1 repeated google.protobuf.Value", lines);
        Assert.Contains("google.protobuf.Value.number_value = 2 oneof kind double", lines);
        Assert.Contains("google.protobuf.NullValue.NULL_VALUE = 0", lines);
    }

    private static IEnumerable<string> Present() => ContractRecord.Lines(Proto.Files);
}
