using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Renovation;

/// <summary>
/// Asks the owners whether a 完善 item is done. Electorate, majority and notice are those of the rule of its matter: the poll is announced by the
/// decision that announces every poll. All owners of the community are asked, also where the item concerns one building, because that is whom the law asks;
/// only those in scope share the cost.
/// </summary>
public sealed class PutItemToVote : ICommand<CommunityState, PutItemToVoteRequest, RenovationItem>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, PutItemToVoteRequest request)
    {
        if (context.State.Item(request.Name) is not var (menu, item))
        {
            return Refusal.NotFound("name");
        }

        if (item.Content.Class != ItemClass.Improvement)
        {
            return Refusal.BadField("name", FieldProblem.OtherItemClass);
        }

        if (!item.IsUndecided)
        {
            return Refusal.WrongState(item.Stage);
        }

        if (!item.TakesMore)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", RenovationLimits.HistoryCount, "name");
        }

        if (ItemPolls.SealedBytes(context.State, [item]) > PollLimits.AnnouncementBytes)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", PollLimits.AnnouncementBytes, "name");
        }

        if (request.BindingStatus == BindingStatus.Advisory)
        {
            return Refusal.BadField("binding_status", FieldProblem.DecidesNothing);
        }

        var decision = new AnnouncePoll("", 0).Decide(context, Asked(context.State, request, item.Content));
        return decision.Refusal is { } refusal ? Named(refusal) : decision.Add(new Fact
        {
            ItemPutToVote = new() { Menu = menu.Id, Item = item.Content.Number, Poll = context.NextSequence, ByResident = context.Me().Id },
        });
    }

    /// <inheritdoc/>
    public Reading<RenovationItem> Answer(QueryContext<CommunityState> context, PutItemToVoteRequest request, IReadOnlyList<Entry> made) =>
        RenovationView.Answer(context, request.Name);

    private static AnnouncePollRequest Asked(CommunityState state, PutItemToVoteRequest request, MenuItem item) => new()
    {
        Parent = Names.Community(state.Id),
        Question = ItemNotice.QuestionOf(item),
        Notice = ItemNotice.Of(item, request.Note),
        Matter = item.Matter,
        Secrecy = request.Secrecy,
        BindingStatus = request.BindingStatus,
        OpensAt = request.OpensAt,
        ClosesAt = request.ClosesAt,
    };

    /// <summary>What the announcement refuses, by the fields of this request: question and matter are the item's.</summary>
    private static Refusal Named(Refusal refusal) =>
        refusal.Field is null or "secrecy" or "binding_status" or "opens_at" or "closes_at" ? refusal : refusal with { Field = "name" };
}
