using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Status = Google.Rpc.Status;

namespace Neighborhood.Server.Hosting;

/// <summary>
/// The one table from refusals to gRPC statuses. It is total: a test walks the enum. A status carries <c>google.rpc.ErrorInfo</c> with the
/// reason, <c>BadRequest</c> with the field, and <c>RetryInfo</c> where waiting helps.
/// </summary>
public static class ErrorTable
{
    /// <summary>The domain of every ErrorInfo.</summary>
    public const string Domain = "neighborhood";

    /// <summary>Reason to status code and public sentence.</summary>
    public static IReadOnlyDictionary<ErrorReason, (StatusCode Code, string Sentence)> Rows { get; } = new Dictionary<ErrorReason, (StatusCode, string)>
    {
        [ErrorReason.InvalidField] = (StatusCode.InvalidArgument, "A field is missing, too long or malformed. Mend the fields named."),
        [ErrorReason.InvalidPageToken] = (StatusCode.InvalidArgument, "The page token was not made by this list. Begin again without a token."),
        [ErrorReason.NotFound] = (StatusCode.NotFound, "There is no such thing, or it is not yours to know of. Check the name."),
        [ErrorReason.RoleRequired] = (StatusCode.PermissionDenied, "Your roles do not allow this. Ask the staff of your community."),
        [ErrorReason.AuthorRequired] = (StatusCode.PermissionDenied, "Only the person who made it may do this."),
        [ErrorReason.EtagMismatch] = (StatusCode.Aborted, "Somebody changed it meanwhile. Read it again."),
        [ErrorReason.RequestIdReused] = (StatusCode.InvalidArgument, "The request id was used for another request. Make a new one."),
        [ErrorReason.LedgerBusy] = (StatusCode.ResourceExhausted, "Too many commands wait for this ledger. Try again after the delay given."),
        [ErrorReason.StorageUnavailable] = (StatusCode.Unavailable, "The storage is not available now. Try again with the same request id."),
        [ErrorReason.ReadOnly] = (StatusCode.Unavailable, "The server is short of space and only reads. Its operator has to make space."),
        [ErrorReason.ClockJumped] = (StatusCode.Unavailable, "The server's clock jumped. Its operator has to confirm the time."),
        [ErrorReason.Stopping] = (StatusCode.Unavailable, "The server is stopping. Try again."),
        [ErrorReason.InternalFault] = (StatusCode.Internal, "Something went wrong on our side. The operator finds it in the log under the id given."),
        [ErrorReason.LimitExceeded] = (StatusCode.InvalidArgument, "A limit of the request was passed. Ask for less."),
        [ErrorReason.RateLimited] = (StatusCode.ResourceExhausted, "Too many requests. Wait for the delay given."),
        [ErrorReason.Unauthenticated] = (StatusCode.Unauthenticated, "There is no valid access token. Refresh it or sign in."),
        [ErrorReason.WrongCredentials] = (StatusCode.Unauthenticated, "User name or password is wrong."),
        [ErrorReason.SignInThrottled] = (StatusCode.ResourceExhausted, "Too many failed attempts. Wait for the delay given."),
        [ErrorReason.RefreshTokenReused] = (StatusCode.Unauthenticated, "The refresh token was used before or was revoked. Sign in."),
        [ErrorReason.InvitationInvalid] = (StatusCode.FailedPrecondition, "The invitation is unknown, used, revoked or expired. Ask the staff for a new one."),
        [ErrorReason.UserNameTaken] = (StatusCode.AlreadyExists, "The user name is taken. Choose another."),
        [ErrorReason.PasswordTooWeak] = (StatusCode.InvalidArgument, "The password is too short or too common. Choose a longer one."),
        [ErrorReason.BootstrapCodeInvalid] = (StatusCode.FailedPrecondition, "The one-time operator code is wrong or was used."),
        [ErrorReason.AccountOnHold] = (StatusCode.FailedPrecondition, "The account was recovered and may not vote before the time named."),
        [ErrorReason.RecoveryCodeInvalid] = (StatusCode.FailedPrecondition, "The recovery code is unknown, used or expired. Ask the staff again."),
        [ErrorReason.CommunityExists] = (StatusCode.AlreadyExists, "A community with this id exists. Choose another id."),
        [ErrorReason.RollInvalid] = (StatusCode.InvalidArgument, "The roll has bad rows; a dry run lists them. Mend them."),
        [ErrorReason.RollPreviewStale] = (StatusCode.Aborted, "The roll changed since the preview. Preview it again."),
        [ErrorReason.AlreadyJoined] = (StatusCode.FailedPrecondition, "The resident has an account here already."),
        [ErrorReason.ResidenceEnded] = (StatusCode.FailedPrecondition, "The residence has ended. Record the person anew."),
        [ErrorReason.LastStaff] = (StatusCode.FailedPrecondition, "The last staff member cannot be removed. Grant the role to another first."),
        [ErrorReason.RoleUnchanged] = (StatusCode.FailedPrecondition, "The resident has that role already, or has it not."),
        [ErrorReason.RecoveryNeedsOperator] = (StatusCode.PermissionDenied,
            "The account runs the server or is staff of a community. Ask the operator to recover it."),
        [ErrorReason.OperatorStays] = (StatusCode.FailedPrecondition, "The account runs the server and stays. Leave the communities instead."),
        [ErrorReason.TopicNotOpen] = (StatusCode.FailedPrecondition, "The topic takes no posts in its present state."),
        [ErrorReason.PostingTooFast] = (StatusCode.ResourceExhausted, "Too many within the hour. Wait until the time named."),
        [ErrorReason.PostHidden] = (StatusCode.FailedPrecondition, "The post is hidden."),
        [ErrorReason.PostNotHidden] = (StatusCode.FailedPrecondition, "The post is not hidden."),
        [ErrorReason.AlreadyReported] = (StatusCode.AlreadyExists, "You reported this version of the post before."),
        [ErrorReason.ReplyElsewhere] = (StatusCode.InvalidArgument, "The post to which this replies is not in the topic."),
        [ErrorReason.WrongState] = (StatusCode.FailedPrecondition, "This does not apply in the present state, which is named."),
        [ErrorReason.AlreadyEndorsed] = (StatusCode.AlreadyExists, "Your household endorsed this proposal before."),
        [ErrorReason.NotEndorsed] = (StatusCode.FailedPrecondition, "There is no endorsement of yours."),
        [ErrorReason.NothingChanged] = (StatusCode.FailedPrecondition, "Nothing would change."),
        [ErrorReason.HouseholdRequired] = (StatusCode.FailedPrecondition,
            "Endorsements are counted by households, and you have none on record. Ask the staff to record where you live."),
        [ErrorReason.RulePackUnknown] = (StatusCode.InvalidArgument, "There is no rule pack of that id and version."),
        [ErrorReason.NoticeTooShort] = (StatusCode.FailedPrecondition, "The times do not leave what the rule demands. The earliest time is named."),
        [ErrorReason.RollEmpty] = (StatusCode.FailedPrecondition, "Nobody is entitled under this rule. Import the roll or grant the seats first."),
        [ErrorReason.PollNotOpen] = (StatusCode.FailedPrecondition, "The poll is not open."),
        [ErrorReason.NotOnRoll] = (StatusCode.PermissionDenied, "You are not on the sealed roll of this poll."),
        [ErrorReason.UnknownOption] = (StatusCode.InvalidArgument, "The choice is not one of the options."),
        [ErrorReason.ObjectionPeriodOver] = (StatusCode.FailedPrecondition, "The objection period is over."),
        [ErrorReason.ObjectionsUnanswered] = (StatusCode.FailedPrecondition, "Objections are unanswered. Answer them first."),
        [ErrorReason.NoBallot] = (StatusCode.NotFound, "You have no ballot in this poll."),
        [ErrorReason.ScrutineerRequired] = (StatusCode.PermissionDenied, "Only scrutineers named for this poll may read this. Staff name them, on record."),
        [ErrorReason.OpeningsWithheld] = (StatusCode.PermissionDenied, "The openings of this poll are withheld, as was announced."),
        [ErrorReason.MatterUnknown] = (StatusCode.InvalidArgument, "No rule governs a matter of that id. See the matters of the rule packs."),
        [ErrorReason.MatterRequired] = (StatusCode.InvalidArgument, "This rule governs several matters. Name the matter."),
        [ErrorReason.MatterHasOtherRule] = (StatusCode.InvalidArgument, "The law puts this matter under another rule, which is named. Leave the rule out."),
        [ErrorReason.PartRequired] = (StatusCode.InvalidArgument, "The matter concerns one part of a building. Name the household."),
        [ErrorReason.RuleLayerUnknown] = (StatusCode.InvalidArgument, "There is no city's layer of that id and version. See the layers."),
        [ErrorReason.RuleLayerRefused] = (StatusCode.InvalidArgument, "A change of these rules is not permitted or weaker than the law. It is named."),
        [ErrorReason.SequenceOutOfRange] = (StatusCode.OutOfRange, "The sequence is beyond the end of the ledger."),
        [ErrorReason.SignatureRequired] = (StatusCode.FailedPrecondition, "This poll takes only ballots that a device of the voter signed."),
        [ErrorReason.SignatureInvalid] = (StatusCode.InvalidArgument, "The signature is not by the key named over exactly these bytes."),
        [ErrorReason.DeviceNotActive] = (StatusCode.FailedPrecondition, "The device waits for approval, is on hold until the time named, or was revoked."),
        [ErrorReason.BallotReplaced] = (StatusCode.Aborted, "The ballot was signed to replace another one than the present one. See it, then sign again."),
        [ErrorReason.ProxyNotValid] = (StatusCode.FailedPrecondition, "The authorisation was revoked, has expired, or is for other polls."),
        [ErrorReason.ProxyLimitReached] = (StatusCode.FailedPrecondition, "One proxy votes for no more voters in this poll than the rule allows."),
        [ErrorReason.PrincipalVoted] = (StatusCode.FailedPrecondition, "The voter cast a ballot in person, which no proxy replaces."),
        [ErrorReason.PetitionNotProvided] = (
            StatusCode.FailedPrecondition, "The rule of this matter gives those named no right to call for a vote by petition."),
        [ErrorReason.AlreadySigned] = (StatusCode.AlreadyExists, "You, or somebody of your home, have signed."),
        [ErrorReason.NotSigned] = (StatusCode.FailedPrecondition, "There is no signature of yours."),
        [ErrorReason.NotEntitledToSign] = (StatusCode.PermissionDenied, "The petition counts owners who vote, residents, or households; you are none of them."),
        [ErrorReason.PetitionRequired] = (StatusCode.PermissionDenied,
            "The council and staff announce polls; others only on a petition that they signed. Ask them, or open a petition."),
        [ErrorReason.PetitionNotOverdue] = (StatusCode.FailedPrecondition, "The council and staff have until the time named to announce the poll."),
        [ErrorReason.PaperIssued] = (StatusCode.AlreadyExists, "The voter has a paper, whose serial is named. Use it, or record it as spoiled first."),
        [ErrorReason.QuestionNotAnnounced] = (StatusCode.InvalidArgument, "The paper does not bear this poll's announcement. Enter it at the poll it is of."),
        [ErrorReason.PaperNotReturned] = (StatusCode.FailedPrecondition, "The poll has closed, and this paper is not on record as handed in before."),
        [ErrorReason.SecondPersonRequired] = (StatusCode.PermissionDenied, "You made the first entry of this paper. Another person makes the second."),
        [ErrorReason.EntryDiffers] = (StatusCode.FailedPrecondition,
            "This is not what the first person entered. Look at the paper together; if the first entry was wrong, void it and enter anew."),
        [ErrorReason.VotedOnPaper] = (StatusCode.FailedPrecondition, "Your paper was counted, and under this poll's rule no online ballot replaces it."),
        [ErrorReason.VotedOnline] = (
            StatusCode.FailedPrecondition, "The voter voted online, which stands under this poll's rule. Record the paper as spoiled."),
        [ErrorReason.TooManyWatchers] = (StatusCode.ResourceExhausted, "Too many watchers. Try again later."),
    };

    /// <summary>The exception that answers a refusal.</summary>
    public static RpcException ToException(Refusal refusal)
    {
        var (code, sentence) = Rows[refusal.Reason];
        var info = new ErrorInfo { Domain = Domain, Reason = NameOf(refusal.Reason) };
        foreach (var (key, value) in refusal.Details ?? new Dictionary<string, string>())
        {
            info.Metadata[key] = value;
        }

        var status = new Status { Code = (int)code, Message = sentence, Details = { Any.Pack(info) } };
        if (refusal.Field is { } field)
        {
            var violation = new BadRequest.Types.FieldViolation { Field = field, Description = sentence };
            if (refusal.Problem != FieldProblem.Unspecified)
            {
                violation.Reason = FieldProblems.NameOf(refusal.Problem);
                violation.Description = FieldProblems.Say(refusal);
            }

            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { violation } }));
        }

        if (refusal.RetryAfterMicros > 0)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromMicroseconds(refusal.RetryAfterMicros)) }));
        }

        return status.ToRpcException();
    }

    /// <summary>The reason as the proto spells it.</summary>
    public static string NameOf(ErrorReason reason) =>
        ErrorsReflection.Descriptor.EnumTypes[0].FindValueByNumber((int)reason)?.Name ?? ((int)reason).ToString(CultureInfo.InvariantCulture);
}
