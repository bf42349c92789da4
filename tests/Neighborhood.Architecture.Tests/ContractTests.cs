using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Domain.Access;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Architecture.Tests;

public sealed class ContractTests
{
    public static TheoryData<string> ProtoFiles => [.. House.Files("protos", ".proto")];

    [Theory]
    [MemberData(nameof(ProtoFiles))]
    public void Every_rpc_has_a_comment(string file) => House.AssertNone(Proto.RpcsWithoutComment(House.Read(file)));

    [Fact]
    public void A_planted_rpc_without_comment_is_reported() =>
        Assert.Equal(["Bare"], Proto.RpcsWithoutComment("""
            service Planted {
              // Says what it does.
              rpc Explained(Request) returns (Response);
              rpc Bare(Request) returns (Response);
            }
            """));

    [Fact]
    public void Every_kind_of_fact_declares_who_may_read_it() => House.AssertNone(WithoutVisibility(Fact.Descriptor.Oneofs[0]));

    [Fact]
    public void A_planted_kind_without_visibility_is_reported() =>
        Assert.Equal(
            ["null_value", "number_value", "string_value", "bool_value", "struct_value", "list_value"],
            WithoutVisibility(Value.Descriptor.Oneofs[0]));

    [Fact]
    public void The_table_of_access_has_a_row_for_every_rpc_and_no_other() => House.AssertNone(Differences(Proto.Rpcs(), AccessTable.Rows.Keys));

    [Fact]
    public void A_planted_gap_and_a_planted_stale_row_are_reported() =>
        Assert.Equal(
            ["Polls.CastBallot has no row.", "Polls.Repealed is no longer in the contract."],
            Differences(["Polls.GetPoll", "Polls.CastBallot"], ["Polls.GetPoll", "Polls.Repealed"]));

    [Fact]
    public void Every_reason_of_a_refusal_tells_its_cause()
    {
        var reasons = ErrorsReflection.Descriptor.EnumTypes[0].Values.Where(value => value.Number != 0).Select(value => value.Name);

        House.AssertNone(Proto.ValuesWithoutComment(House.Read("protos/neighborhood/v1/errors.proto"), reasons));
    }

    [Fact]
    public void A_planted_reason_without_a_cause_is_reported() =>
        Assert.Equal(
            ["BARE", "ABSENT"],
            Proto.ValuesWithoutComment("""
                enum Planted {
                  // Tells its cause. Remedy: none.
                  TOLD = 1;
                  BARE = 2;
                }
                """, ["TOLD", "BARE", "ABSENT"]));

    [Fact]
    public void The_table_of_errors_has_a_row_for_every_reason_and_no_other() =>
        House.AssertNone(Differences(
            System.Enum.GetValues<ErrorReason>().Where(reason => reason != ErrorReason.Unspecified).Select(reason => reason.ToString()),
            ErrorTable.Rows.Keys.Select(reason => reason.ToString())));

    [Fact]
    public void The_table_of_field_problems_has_a_sentence_for_every_problem_and_no_other() =>
        House.AssertNone(Differences(
            System.Enum.GetValues<FieldProblem>().Where(problem => problem != FieldProblem.Unspecified).Select(problem => problem.ToString()),
            FieldProblems.Rows.Keys.Select(problem => problem.ToString())));

    private static IEnumerable<string> WithoutVisibility(OneofDescriptor kinds) =>
        kinds.Fields
            .Where(kind => kind.GetOptions()?.GetExtension(AnnotationsExtensions.Visibility) is null or Visibility.Unspecified)
            .Select(kind => kind.Name);

    private static IEnumerable<string> Differences(IEnumerable<string> contract, IEnumerable<string> rows)
    {
        var wanted = contract.ToHashSet();
        var present = rows.ToHashSet();
        return wanted.Except(present).Select(one => $"{one} has no row.")
            .Concat(present.Except(wanted).Select(one => $"{one} is no longer in the contract."));
    }
}
