using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;

namespace Neighborhood.Domain.Devices;

/// <summary>Every limit of devices, unit last.</summary>
public static class DeviceLimits
{
    /// <summary>Devices that one person ever puts on record, revoked ones included.</summary>
    public const int PerPersonCount = 100;

    /// <summary>Devices of one person that wait at the same time.</summary>
    public const int WaitingCount = 3;

    /// <summary>How long a device waits for approval, in microseconds.</summary>
    public const long WaitingMicros = Times.DayMicros;

    /// <summary>From its registration after a recovery until it signs, in microseconds: as long as the recovered account does not vote.</summary>
    public const long HoldMicros = StartRecovery.HoldMicros;

    /// <summary>Devices on one page: standard and at most.</summary>
    public const int PageCount = 50, PageMaxCount = 100;
}
