using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The forms of a lawsuit against a decision.</summary>
public static class LawsuitForms
{
    private static readonly TimeSpan UsualLength = TimeSpan.FromDays(365);

    /// <summary>Holds the evidence until a later time.</summary>
    public static void Hold(Workspace workspace, Poll poll) => workspace.Navigator.Open(new FormPresenter(
        workspace, "poll_hold",
        [
            Fields.Moment("until", "field_held_until", poll.EvidenceUntil.ToDateTimeOffset() + UsualLength, workspace.Moments, isRequired: true),
            Fields.Reason,
        ],
        async (form, cancellation) =>
        {
            var request = new ExtendEvidenceRequest
            {
                Name = poll.Name,
                Until = Fields.Timestamp(form["until"], workspace.Moments),
                Reason = form["reason"],
            };
            await workspace.Server.Polls.ExtendEvidenceAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return workspace.Navigator.Back;
        })
    { Introduction = words => words["poll_hold_text"] });

    /// <summary>Records that a court revoked the decision.</summary>
    public static void Revoke(Workspace workspace, Poll poll) => workspace.Navigator.Open(new FormPresenter(
        workspace, "poll_revoke",
        [
            new Field("ruling.court", "field_court") { IsRequired = true, MaxLength = 100 },
            new Field("ruling.case_number", "field_case_number") { IsRequired = true, MaxLength = 100 },
            Fields.Moment("ruling.ruled_at", "field_ruled_at", value: null, workspace.Moments, isRequired: true),
            Fields.Reason,
        ],
        async (form, cancellation) =>
        {
            var request = new VoidPollRequest
            {
                Name = poll.Name,
                Reason = form["reason"],
                Ruling = new CourtRuling
                {
                    Court = form["ruling.court"],
                    CaseNumber = form["ruling.case_number"],
                    RuledAt = Fields.Timestamp(form["ruling.ruled_at"], workspace.Moments),
                },
            };
            await workspace.Server.Polls.VoidPollAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return workspace.Navigator.Back;
        })
    { Introduction = words => words["poll_revoke_text"] });
}
