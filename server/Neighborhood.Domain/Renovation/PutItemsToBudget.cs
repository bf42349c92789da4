using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Renovation;

/// <summary>
/// Lets 提升 items compete for a budget in one poll. Whoever the matter's rule asks decides; where owners pay for an item, that has to be all owners.
/// </summary>
public sealed class PutItemsToBudget : ICommand<CommunityState, PutItemsToBudgetRequest, RenovationMenu>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, PutItemsToBudgetRequest request)
    {
        if (context.State.Menu(request.Name) is not { Version: > 0 } menu)
        {
            return Refusal.NotFound("name");
        }

        var (items, unfit) = Chosen(context.State, menu, request);
        if ((unfit ?? OwnersUnasked(context, request, items)) is { } refused)
        {
            return refused;
        }

        if (ItemPolls.SealedBytes(context.State, items) > PollLimits.AnnouncementBytes)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", PollLimits.AnnouncementBytes, "items");
        }

        var decision = new AnnouncePoll("", 0).Decide(context, Asked(context.State, menu, request, items));
        if (decision.Refusal is { } refusal)
        {
            return refusal with { Field = FieldOf(refusal.Field) };
        }

        foreach (var item in items)
        {
            decision.Add(new Fact
            {
                ItemPutToVote = new() { Menu = menu.Id, Item = item.Content.Number, Poll = context.NextSequence, ByResident = context.Me().Id },
            });
        }

        return decision;
    }

    /// <inheritdoc/>
    public Reading<RenovationMenu> Answer(QueryContext<CommunityState> context, PutItemsToBudgetRequest request, IReadOnlyList<Entry> made) =>
        RenovationView.Answer(context, Names.IdIn(request.Name, "menus"));

    private static (List<ItemInfo> Items, Refusal? Refusal) Chosen(CommunityState state, MenuInfo menu, PutItemsToBudgetRequest request)
    {
        var chosen = new List<ItemInfo>();
        foreach (var (index, name) in request.Items.Index())
        {
            var field = $"items[{index}]";
            if (state.Item(name) is not var (found, item) || found.Id != menu.Id)
            {
                return ([], Refusal.NotFound(field));
            }

            if ((ItemFault(item, field) ?? (chosen.Contains(item) ? Refusal.BadField(field, FieldProblem.NamedTwice) : null)) is { } fault)
            {
                return ([], fault);
            }

            chosen.Add(item);
        }

        return (chosen, null);
    }

    private static Refusal? ItemFault(ItemInfo item, string field)
    {
        if (item.Content.Class != ItemClass.Enhancement)
        {
            return Refusal.BadField(field, FieldProblem.OtherItemClass);
        }

        if (!item.IsUndecided)
        {
            return Refusal.With(ErrorReason.WrongState, "state", item.Stage, field);
        }

        return item.TakesMore ? null : Refusal.With(ErrorReason.LimitExceeded, "limit", RenovationLimits.HistoryCount, field);
    }

    private static Refusal? OwnersUnasked(QueryContext<CommunityState> context, PutItemsToBudgetRequest request, List<ItemInfo> items)
    {
        if (request.BindingStatus == BindingStatus.Advisory)
        {
            return Refusal.BadField("binding_status", FieldProblem.DecidesNothing);
        }

        if (context.State.Rules.Effective(request.Matter, context.NowMicros) is not { } rule)
        {
            return new Refusal(ErrorReason.MatterUnknown, "matter");
        }

        var areOwnersAsked = rule.Electorate == ElectorateKind.Owners && rule.Interested == InterestedOwners.All;
        return areOwnersAsked || items.TrueForAll(item => Costs.OfOwners(item.Content.Funding) == 0)
            ? null
            : Refusal.BadField("matter", FieldProblem.NotAMatterOfOwners);
    }

    private static AnnouncePollRequest Asked(CommunityState state, MenuInfo menu, PutItemsToBudgetRequest request, List<ItemInfo> items) => new()
    {
        Parent = Names.Community(state.Id),
        Question = ItemNotice.BudgetQuestionOf(menu, request.BudgetFen),
        Notice = ItemNotice.OfBudget(items.Select(item => item.Content), request.Note),
        Matter = request.Matter,
        Secrecy = request.Secrecy,
        BindingStatus = request.BindingStatus,
        OpensAt = request.OpensAt,
        ClosesAt = request.ClosesAt,
        Questions =
        {
            new Question
            {
                Id = "items",
                Text = ItemNotice.BudgetQuestionOf(menu, request.BudgetFen),
                Kind = request.Kind,
                Method = request.Method,
                BudgetFen = request.BudgetFen,
                Utility = request.Method == CountingMethod.EqualShares ? Utility.Cost : Utility.Unspecified,
                Completion = request.Method == CountingMethod.EqualShares ? Completion.Add1Greedy : Completion.Unspecified,
                Options =
                {
                    items.Select(item => new QuestionOption
                    {
                        Id = ItemPolls.OptionOf(item),
                        Label = item.Content.Title,
                        CostFen = Costs.Of(item.Content.Funding),
                    }),
                },
            },
        },
    };

    /// <summary>What the announcement refuses, by the fields of this request.</summary>
    private static string? FieldOf(string? field) => field switch
    {
        null or "secrecy" or "binding_status" or "opens_at" or "closes_at" or "matter" => field,
        "questions[0].kind" or "questions[0].method" or "questions[0].budget_fen" => field["questions[0].".Length..],
        "questions[0].points" => "kind",
        _ => "items",
    };
}
