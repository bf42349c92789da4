using Neighborhood.Rules.Statutes;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Demo;

/// <summary>Finds what would only fail half-way through loading: people, topics, proposals and words that do not exist.</summary>
public static class SeedCheck
{
    private static readonly string[] Choosable = ["yes", "no", "abstain"];

    /// <summary>Every fault, in the order of the file; names of fields as in the file.</summary>
    public static IReadOnlyList<string> Problems(Seed seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        return [.. About(seed), .. seed.People.SelectMany(AboutPerson), .. seed.Topics.SelectMany(topic => AboutTopic(seed, topic)),
            .. seed.Proposals.SelectMany(proposal => AboutProposal(seed, proposal)), .. seed.Polls.SelectMany(poll => AboutPoll(seed, poll)),
            .. (seed.Renovation?.Items ?? []).SelectMany(AboutItem)];
    }

    private static IEnumerable<string> About(Seed seed)
    {
        if (seed.Id.Length == 0 || seed.Title.Length == 0 || seed.Staff.Name.Length == 0 || seed.Staff.User.Length == 0)
        {
            yield return "id, title, staff: missing";
        }

        if (!File.Exists(seed.RollPath))
        {
            yield return $"roll: {seed.RollPath} does not exist";
        }

        foreach (var twice in seed.People.Append(seed.Staff).GroupBy(person => person.Name).Where(group => group.Count() > 1))
        {
            yield return $"people: {twice.Key} stands twice";
        }

        foreach (var twice in seed.People.Append(seed.Staff).GroupBy(person => person.User).Where(group => group.Count() > 1))
        {
            yield return $"people: user {twice.Key} stands twice";
        }
    }

    private static IEnumerable<string> AboutPerson(SeedPerson person) =>
        person.Roles.Where(role => Choices.Find<Role>(role) is null).Select(role => $"people, {person.Name}: role {role} is unknown");

    private static IEnumerable<string> AboutTopic(Seed seed, SeedTopic topic) =>
        topic.Posts.SelectMany(post => post.Replies.Select(reply => reply.By).Prepend(post.By)).Prepend(topic.By)
            .Where(name => !Knows(seed, name)).Select(name => $"topics, {topic.Title}: {name} is not among people");

    private static IEnumerable<string> AboutProposal(Seed seed, SeedProposal proposal)
    {
        foreach (var name in proposal.EndorsedBy.Prepend(proposal.By).Where(name => !Knows(seed, name)))
        {
            yield return $"proposals, {proposal.Title}: {name} is not among people";
        }

        if (proposal.Topic.Length > 0 && seed.Topics.TrueForAll(topic => topic.Title != proposal.Topic))
        {
            yield return $"proposals, {proposal.Title}: there is no topic {proposal.Topic}";
        }

        if (Choices.Find<Category>(proposal.Category) is null)
        {
            yield return $"proposals, {proposal.Title}: category {proposal.Category} is unknown";
        }
    }

    private static IEnumerable<string> AboutPoll(Seed seed, SeedPoll poll)
    {
        var title = poll.Question + poll.Proposal;
        if (poll.Question.Length > 0 == poll.Proposal.Length > 0)
        {
            yield return $"polls, {title}: give a question or a proposal";
        }

        if (poll.Proposal.Length > 0 && seed.Proposals.TrueForAll(proposal => proposal.Title != poll.Proposal))
        {
            yield return $"polls, {title}: there is no such proposal";
        }

        if (RulePacks.FindByMatter(poll.Matter, DateOnly.MaxValue) is null
            || Choices.Find<Secrecy>(poll.Secrecy) is null
            || Choices.Find<BindingStatus>(poll.Binding) is null)
        {
            yield return $"polls, {title}: matter, secrecy or binding is unknown";
        }

        if (Times.Span(poll.OpenFor) is null || (poll.OpensIn.Length > 0 && Times.Span(poll.OpensIn) is null))
        {
            yield return $"polls, {title}: opens_in or open_for is not a length such as 7d";
        }

        foreach (var choice in poll.Ballots.Keys.Except(Choosable))
        {
            yield return $"polls, {title}: {choice} is not yes, no or abstain";
        }

        foreach (var problem in poll.Asked.Select(asked => asked.Problem()).OfType<string>().Concat(AboutAnswers(poll)))
        {
            yield return $"polls, {title}: {problem}";
        }

        foreach (var name in poll.Ballots.Values.Concat(poll.Answers.Select(answer => answer.By)).SelectMany(names => names).Where(name => !Knows(seed, name)))
        {
            yield return $"polls, {title}: {name} is not among people";
        }
    }

    private static IEnumerable<string> AboutAnswers(SeedPoll poll)
    {
        foreach (var answer in poll.Answers)
        {
            if (poll.Asked.FirstOrDefault(asked => asked.Id == answer.Question) is not { } question)
            {
                yield return $"answers: there is no question {answer.Question}";
                continue;
            }

            foreach (var mark in answer.Answer().Marks.Where(mark => !question.Options.Exists(option => option.Id == mark.Option)))
            {
                yield return $"answers, {answer.Question}: there is no option {mark.Option}";
            }
        }

        if (poll.Questions.Length > 0 && (poll.Proposal.Length > 0 || poll.Ballots.Count > 0))
        {
            yield return "a poll with questions has a title in question, and answers instead of ballots";
        }
    }

    private static IEnumerable<string> AboutItem(SeedItem item)
    {
        if (MenuFiles.Problem(item) is { } problem)
        {
            yield return $"renovation, {problem}";
        }

        if ((item.OpenFor.Length > 0 && Times.Span(item.OpenFor) is null)
            || (item.StartsIn.Length > 0 && (Times.Span(item.StartsIn) is null || Times.Span(item.Takes) is null)))
        {
            yield return $"renovation, {item.Title}: starts_in, takes or open_for is not a length such as 7d";
        }

        if (item.OpenFor.Length > 0 && (Choices.Find<Secrecy>(item.Secrecy) is null || RulePacks.FindByMatter(item.Matter, DateOnly.MaxValue) is null))
        {
            yield return $"renovation, {item.Title}: matter or secrecy is unknown";
        }
    }

    private static bool Knows(Seed seed, string name) => seed.Staff.Name == name || seed.People.Exists(person => person.Name == name);
}
