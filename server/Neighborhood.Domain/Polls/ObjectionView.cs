using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>An objection as the contract shows it.</summary>
internal static class ObjectionView
{
    public static Reading<Objection> Of(CommunityState state, PollInfo poll, ObjectionInfo objection)
    {
        var shown = new Objection
        {
            Name = Names.Of(state.Id, "polls", poll.Id, "objections", objection.Id),
            Objector = state.Person(objection.Objector),
            Time = Times.Timestamp(objection.TimeMicros),
            Answered = objection.IsAnswered,
            Accepted = objection.IsAccepted,
            About = objection.IsAboutVoters ? About.VoterList : About.Roll,
            AnswerTime = Times.TimestampOrNull(objection.AnswerMicros),
        };
        long[] needs = objection.IsAnswered ? [objection.Id, objection.AnswerSequence] : [objection.Id];
        return Reading.Of(needs, texts =>
        {
            shown.Text = texts.TextOf(objection.Id).Text;
            shown.Answer = objection.IsAnswered ? texts.TextOf(objection.AnswerSequence).Text : "";
            return shown;
        });
    }
}
