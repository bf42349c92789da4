using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Devices;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Proxies;
using Neighborhood.Domain.Tests.Devices;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Proxies;

public sealed class ProxyTests : IDisposable
{
    private static readonly ByteString Paper = ByteString.CopyFrom(new byte[32]);

    private readonly Given<CommunityState> _given = Xingfu.Founded();
    private readonly Owner _wang = new(Xingfu.Wang);
    private readonly Owner _li = new(Xingfu.Li);
    private readonly Owner _zhang = new(Xingfu.Zhang);
    private readonly string _poll;

    public ProxyTests()
    {
        _wang.Register(_given);
        _li.Register(_given);
        _zhang.Register(_given);
        _poll = _given.Opened(PollSteps.Owners);
    }

    public void Dispose()
    {
        _wang.Dispose();
        _li.Dispose();
        _zhang.Dispose();
    }

    [Fact]
    public void A_proxy_votes_until_the_voter_does_and_never_after()
    {
        var proxy = Named(_wang, Xingfu.Li);
        Assert.Equal((Xingfu.Resident(Xingfu.Wang), Xingfu.Resident(Xingfu.Li), null), (proxy.Principal.Resident, proxy.Holder.Resident, proxy.RecordedBy));
        var cast = Cast(_li, "no", proxy).Made[0].Fact.BallotCast;
        Assert.Equal((Xingfu.Wang, Xingfu.Li, Names.IdIn(proxy.Name, "proxies"), 0), (cast.Voter, cast.CastBy, cast.Authorization, cast.Replaces));
        Assert.True(Row(Xingfu.Wang).VotedByProxy);
        var mine = _given.Read(new GetMyBallot(), new GetMyBallotRequest { Name = _poll }, _wang.Caller);
        Assert.Equal((Xingfu.Resident(Xingfu.Li), _li.Device), (mine.CastBy, mine.Device));

        // The proxy may change it; the voter outweighs it; the proxy does not come back.
        Assert.True(Cast(_li, "abstain", proxy, replaces: 1).Answer.Changed);
        Assert.True(_wang.Vote(_given, _poll, "yes", replaces: 2).Answer.Changed);
        Assert.False(Row(Xingfu.Wang).VotedByProxy);
        Refused(_li.Ballot(_poll, "no", 3, proxy), ErrorReason.PrincipalVoted);
        _li.Vote(_given, _poll, "no");
        Assert.Equal([1, 1, 0], _given.Counted(_poll).Result.Tally.Select(tally => tally.Headcount));
    }

    [Fact]
    public void A_proxy_is_held_to_device_scope_term_and_limit()
    {
        var proxy = Named(_wang, Xingfu.Li);
        var wrongDevice = _li.Ballot(_poll, "no", 0, proxy);
        wrongDevice.Device = _wang.Device;
        Refused(wrongDevice, ErrorReason.NotFound, "device");
        var unsigned = new CastBallotRequest { Parent = _poll, Choice = new Choice { Option = "no" }, Authorization = proxy.Name };
        Refused(unsigned, ErrorReason.SignatureRequired, "signature");
        var forMyself = _li.Ballot(_poll, "no", 0, proxy);
        forMyself.Authorization = "";
        Refused(forMyself, ErrorReason.SignatureInvalid, "signature");

        // Whom nobody named, a proxy of the proxy too, learns nothing.
        _given.Try(new CastBallot(), _zhang.Ballot(_poll, "no", 0, proxy), _zhang.Caller).Refused(ErrorReason.NotFound, "authorization");
        Refused(new CastBallotRequest(unsigned) { Authorization = "proxies/1" }, ErrorReason.NotFound);

        var other = _given.Opened(PollSteps.Survey);
        Assert.Equal("OUT_OF_SCOPE", Refused(_li.Ballot(other, "no", 0, proxy), ErrorReason.ProxyNotValid).Details!["state"]);
        var byMatter = Authorize(_wang, _wang.Proxy(_given, Xingfu.Li, "", "survey-of-nobody"), ErrorReason.MatterUnknown, "matters");
        Assert.Null(byMatter);
        var matter = _given.Seen(_poll).Matter;
        var anyPoll = Authorize(_wang, _wang.Proxy(_given, Xingfu.Li, "", matter))!;
        Cast(_li, "no", anyPoll);

        _given.When(new RevokeProxy(), new RevokeProxyRequest { Name = anyPoll.Name }, _li.Caller);
        Assert.Equal("REVOKED", Refused(_li.Ballot(_poll, "no", 1, anyPoll), ErrorReason.ProxyNotValid).Details!["state"]);
        _given.Try(new RevokeProxy(), new RevokeProxyRequest { Name = anyPoll.Name }, _li.Caller).Refused(ErrorReason.ProxyNotValid, "name");
        _given.Try(new RevokeProxy(), new RevokeProxyRequest { Name = proxy.Name }, _zhang.Caller).Refused(ErrorReason.NotFound, "name");
        _given.Try(new RevokeProxy(), new RevokeProxyRequest { Name = proxy.Name }, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.NotFound, "name");
    }

    [Fact]
    public void One_proxy_votes_for_no_more_than_the_rule_allows_until_one_of_them_votes()
    {
        Proxy[] papers = [.. new long[] { 4, 5, 6, 7 }.Select(principal => Recorded(principal, Xingfu.Li))];
        foreach (var paper in papers[..3])
        {
            Cast(_li, "yes", paper);
        }

        Assert.Equal("3", Refused(_li.Ballot(_poll, "yes", 0, papers[3]), ErrorReason.ProxyLimitReached).Details!["limit"]);
        Cast(_li, "no", papers[0], replaces: 1);
        using var fourth = new Owner(4);
        fourth.Register(_given);
        fourth.Vote(_given, _poll, "yes", replaces: 4);
        Cast(_li, "yes", papers[3]);
        Assert.Equal([4, 0, 0], _given.Counted(_poll).Result.Tally.Select(tally => tally.Headcount));
    }

    [Fact]
    public void An_authorisation_that_has_expired_serves_no_more()
    {
        var request = new AuthorizeProxyRequest
        {
            Parent = Xingfu.Name,
            Principal = Xingfu.Resident(4),
            Proxy = Xingfu.Resident(Xingfu.Li),
            Polls = { _poll },
            ValidUntil = _given.In(TimeSpan.FromDays(1)),
            DocumentHash = Paper,
        };
        var proxy = _given.When(new AuthorizeProxy(), request, Xingfu.As(Xingfu.Staff)).Answer;
        _given.Later(TimeSpan.FromDays(1));
        Assert.Equal("EXPIRED", Refused(_li.Ballot(_poll, "no", 0, proxy), ErrorReason.ProxyNotValid).Details!["state"]);
    }

    [Fact]
    public void Nobody_gives_an_authorisation_in_the_name_of_another()
    {
        // Online only the voter's own device does, so the operator of the server cannot.
        var good = _wang.Proxy(_given, Xingfu.Li, _poll);
        Wrong(_wang, request => request.Signature = ByteString.Empty, ErrorReason.SignatureRequired, "signature");
        Wrong(_wang, request => request.Proxy = Xingfu.Resident(Xingfu.Zhang), ErrorReason.SignatureInvalid, "signature");
        Wrong(_wang, request => request.ValidUntil = _given.In(TimeSpan.FromDays(1)), ErrorReason.SignatureInvalid, "signature");
        Wrong(_wang, request => request.Device = _li.Device, ErrorReason.NotFound, "device");
        Wrong(_wang, request => request.Polls.Clear(), ErrorReason.InvalidField, "polls");
        Wrong(_wang, request => request.Polls[0] = "polls/1", ErrorReason.NotFound, "polls");
        Wrong(_wang, request => request.Proxy = Xingfu.Resident(Xingfu.Wang), ErrorReason.InvalidField, "proxy");
        Wrong(_wang, request => request.Proxy = Xingfu.Resident(99), ErrorReason.NotFound, "proxy");
        Wrong(_wang, request => request.ValidUntil = _given.In(TimeSpan.Zero), ErrorReason.InvalidField, "valid_until");
        Wrong(_wang, request => request.ValidUntil = _given.In(TimeSpan.FromDays(367)), ErrorReason.InvalidField, "valid_until");
        Wrong(_wang, request => request.Parent = "communities/other", ErrorReason.NotFound, "parent");
        Wrong(_li, request => request.Principal = Xingfu.Resident(Xingfu.Wang), ErrorReason.RoleRequired, "principal");
        Wrong(_zhang, request => request.Principal = Xingfu.Resident(Xingfu.Wang), ErrorReason.RoleRequired, "principal");

        // Revoked, the same signature is not taken again.
        var proxy = Authorize(_wang, good)!;
        _given.When(new RevokeProxy(), new RevokeProxyRequest { Name = proxy.Name }, _wang.Caller);
        Wrong(_wang, _ => { }, ErrorReason.SignatureInvalid, "signature");

        void Wrong(Owner who, Action<AuthorizeProxyRequest> change, ErrorReason reason, string field)
        {
            var request = good.Clone();
            change(request);
            Assert.Null(Authorize(who, request, reason, field));
        }
    }

    [Fact]
    public void Nobody_is_authorised_where_the_rule_allows_no_proxies()
    {
        var request = new AuthorizeProxyRequest
        {
            Parent = Xingfu.Name,
            Principal = Xingfu.Resident(4),
            Proxy = Xingfu.Resident(Xingfu.Li),
            Polls = { _given.Opened(PollSteps.Survey) },
            ValidUntil = _given.In(TimeSpan.FromDays(1)),
            DocumentHash = Paper,
        };
        Assert.Equal(
            FieldProblem.NoProxies,
            _given.Try(new AuthorizeProxy(), request, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.InvalidField, "polls").Problem);
        request.Polls.Clear();
        request.Matters.Add("opinion");
        _given.Try(new AuthorizeProxy(), request, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.InvalidField, "matters");
    }

    [Fact]
    public void Nobody_is_authorised_where_the_rules_of_the_community_allow_no_proxies()
    {
        var request = new AuthorizeProxyRequest
        {
            Parent = Xingfu.Name,
            Principal = Xingfu.Resident(4),
            Proxy = Xingfu.Resident(Xingfu.Li),
            Matters = { "rules-of-procedure" },
            ValidUntil = _given.In(TimeSpan.FromDays(1)),
            DocumentHash = Paper,
        };
        Assert.Null(_given.Try(new AuthorizeProxy(), request, Xingfu.As(Xingfu.Staff)).Decision.Refusal);
        const string Layer = """
            {
              "id": "own", "version": "2026-01-01", "level": "COMMUNITY", "title": {"zh": "规则", "en": "Rules"}, "note": {"zh": "注", "en": "Note"},
              "changes": [{"packs": ["owners-ordinary"], "field": "maxProxies", "value": 0,
                "article": {"zh": "第七条", "en": "article 7"}, "text": {"zh": "不得委托", "en": "no proxies"}}]
            }
            """;
        var adopt = new AdoptRulesRequest { Parent = Xingfu.Name, Layer = ByteString.CopyFromUtf8(Layer), Document = "纪要" };
        _given.When(new AdoptRules(), adopt, Xingfu.As(Xingfu.Staff));
        Assert.Equal(
            FieldProblem.NoProxies,
            _given.Try(new AuthorizeProxy(), request, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.InvalidField, "matters").Problem);
    }

    [Fact]
    public void Staff_record_the_paper_and_stand_on_record_with_it()
    {
        var paper = Recorded(4, Xingfu.Li);
        Assert.Equal((Xingfu.Resident(Xingfu.Staff), Paper), (paper.RecordedBy.Resident, paper.DocumentHash));
        Assert.Single(List(_li.Caller));
        Assert.Single(List(Xingfu.As(4)));
        Assert.Single(List(Xingfu.As(Xingfu.Staff)));
        Assert.Empty(List(_zhang.Caller));
        var request = new AuthorizeProxyRequest
        {
            Parent = Xingfu.Name,
            Principal = Xingfu.Resident(5),
            Proxy = Xingfu.Resident(Xingfu.Staff),
            Polls = { _poll },
            ValidUntil = _given.In(TimeSpan.FromDays(1)),
            DocumentHash = Paper,
        };
        _given.Try(new AuthorizeProxy(), request, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.InvalidField, "proxy");
        (request.Proxy, request.DocumentHash) = (Xingfu.Resident(Xingfu.Li), ByteString.Empty);
        _given.Try(new AuthorizeProxy(), request, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.InvalidField, "document_hash");

        _given.When(new RevokeProxy(), new RevokeProxyRequest { Name = paper.Name }, Xingfu.As(Xingfu.Staff));
        Assert.NotNull(Assert.Single(List(_li.Caller)).RevokeTime);

        IEnumerable<Proxy> List(Caller caller) => _given.Read(new ListProxies(), new ListProxiesRequest { Parent = Xingfu.Name }, caller).Proxies;
    }

    private Proxy Named(Owner principal, long proxy) => Authorize(principal, principal.Proxy(_given, proxy, _poll))!;

    private Proxy? Authorize(Owner who, AuthorizeProxyRequest request, ErrorReason reason = ErrorReason.Unspecified, string? field = null)
    {
        var outcome = _given.When(new AuthorizeProxy(), request, who.Caller);
        if (reason == ErrorReason.Unspecified)
        {
            return outcome.Answer;
        }

        outcome.Refused(reason, field);
        return null;
    }

    private Proxy Recorded(long principal, long proxy)
    {
        var request = new AuthorizeProxyRequest
        {
            Parent = Xingfu.Name,
            Principal = Xingfu.Resident(principal),
            Proxy = Xingfu.Resident(proxy),
            Polls = { _poll },
            ValidUntil = _given.In(TimeSpan.FromDays(30)),
            DocumentHash = Paper,
        };
        return _given.When(new AuthorizeProxy(), request, Xingfu.As(Xingfu.Staff)).Answer;
    }

    private Outcome<CommunityState, CastBallotResponse> Cast(Owner proxy, string option, Proxy authorization, long replaces = 0) =>
        _given.When(new CastBallot(), proxy.Ballot(_poll, option, replaces, authorization), proxy.Caller);

    private Refusal Refused(CastBallotRequest request, ErrorReason reason, string field = "authorization") =>
        _given.Try(new CastBallot(), request, _li.Caller).Refused(reason, field);

    private RollEntry Row(long voter) => _given.Read(new ListRoll(), new ListRollRequest { Parent = _poll }, _wang.Caller).Entries
        .Single(row => row.Voter == Xingfu.Resident(voter));
}
