using Neighborhood.Client.Verification;

namespace Neighborhood.Client;

/// <summary>How a <see cref="NeighborhoodClient"/> behaves. Every value has a default that fits a person at a screen.</summary>
public sealed class NeighborhoodClientOptions
{
    /// <summary>How long one call may take in all, repeats included, unless the caller gives a deadline. A watch has none.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long before its expiry an access token is renewed.</summary>
    public TimeSpan RenewAhead { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often one call is tried at most, where trying again is harmless.</summary>
    public int MaxAttempts { get; set; } = 4;

    /// <summary>The longest delay asked for by a busy server that is waited for; a longer one is reported at once.</summary>
    public TimeSpan LongestBusyDelay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest pause between two attempts to resume a watch.</summary>
    public TimeSpan LongestResumeDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock for token expiry and delays.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// What carries the calls: a server hosted in the same process in tests, or a handler with a certificate of one's own. The caller disposes of it.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Where the session is kept between programs; null to keep it in memory alone, or to store what <c>SessionChanged</c> tells.</summary>
    public SessionFile? Sessions { get; set; }

    /// <summary>The file that remembers the keys and heads of servers.</summary>
    public string KnownHeadsPath { get; set; } = KnownHeads.DefaultPath;

    /// <summary>
    /// The folder of the keys with which this computer signs ballots, one file for each account; null for the folder "devices" beside
    /// <see cref="KnownHeadsPath"/>. Whoever can read it can vote for its accounts, once signed in as them.
    /// </summary>
    public string? DeviceKeysFolder { get; set; }

    /// <summary>The language in which the server words its sentences, for example "zh-CN" or "en".</summary>
    public string Language { get; set; } = "zh-CN";
}
