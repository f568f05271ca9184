namespace Parley.Integrations.Redis;

/// <summary>What Redis does as one step. Each takes the time from Redis, so that the clocks of nodes need not agree.</summary>
internal static class LimitScripts
{
    // A window is a hash from the number of a part to its amount. Parts that left are deleted when they are met.
    private const string Windows = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]

        -- The parts of a window that have not left, oldest first, and their sum.
        local function read(key, part)
          local current = math.floor(now / part)
          local parts, used, old = {}, 0, {}
          local all = redis.call('HGETALL', key)
          for i = 1, #all, 2 do
            local number, amount = tonumber(all[i]), tonumber(all[i + 1])
            if number < current - 60 then
              old[#old + 1] = all[i]
            else
              parts[#parts + 1] = { number, amount }
              used = used + amount
            end
          end
          if #old > 0 then redis.call('HDEL', key, unpack(old)) end
          table.sort(parts, function(a, b) return a[1] < b[1] end)
          return parts, used
        end

        local function add(key, part, amount)
          redis.call('HINCRBY', key, string.format('%.0f', math.floor(now / part)), amount)
          redis.call('PEXPIRE', key, math.ceil(part * 62 / 1000))
        end

        -- Microseconds until at least so much has left.
        local function wait(parts, part, amount)
          local left = 0
          if amount <= 0 then return 0 end
          for _, entry in ipairs(parts) do
            left = left + entry[2]
            if left >= amount then return math.ceil((entry[1] + 61) * part - now) end
          end
          return part * 60
        end

        """;

    /// <summary>
    /// KEYS: the windows. ARGV, for each: limit, length of a part in µs, what must be left, what is taken. Gives 1 or 0,
    /// then for each: used, µs until it is free, µs until the claim fits.
    /// </summary>
    public const string Acquire = Windows + """
        local granted, windows = 1, {}
        for i, key in ipairs(KEYS) do
          local part = tonumber(ARGV[i * 4 - 2])
          local parts, used = read(key, part)
          local missing = used + tonumber(ARGV[i * 4 - 1]) - tonumber(ARGV[i * 4 - 3])
          if missing > 0 then granted = 0 end
          windows[i] = { part, parts, used, missing }
        end
        local result = { granted }
        for i, key in ipairs(KEYS) do
          local part, parts, used, missing = unpack(windows[i])
          local amount = tonumber(ARGV[i * 4])
          local free = wait(parts, part, used)
          if granted == 1 and amount > 0 then
            add(key, part, amount)
            used = used + amount
            free = math.ceil((math.floor(now / part) + 61) * part - now)
          end
          result[#result + 1] = used
          result[#result + 1] = free
          result[#result + 1] = wait(parts, part, missing)
        end
        return result
        """;

    /// <summary>KEYS: the windows. ARGV, for each: length of a part in µs, what is taken.</summary>
    public const string Charge = Windows + """
        for i, key in ipairs(KEYS) do
          add(key, tonumber(ARGV[i * 2 - 1]), tonumber(ARGV[i * 2]))
        end
        return 1
        """;

    // Places are a sorted set from the holder's id to the time at which it ends.
    private const string Leases = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        local function hold(key, id, lifetime)
          redis.call('ZADD', key, now + lifetime, id)
          redis.call('PEXPIRE', key, lifetime)
        end

        """;

    /// <summary>KEYS: the places. ARGV: id, how many there are, lifetime in ms. Gives 1 when one was free.</summary>
    public const string Open = Leases + """
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
        if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
        hold(KEYS[1], ARGV[1], tonumber(ARGV[3]))
        return 1
        """;

    /// <summary>KEYS: the places of each lease. ARGV, for each: id, lifetime in ms.</summary>
    public const string Renew = Leases + """
        for i, key in ipairs(KEYS) do hold(key, ARGV[i * 2 - 1], tonumber(ARGV[i * 2])) end
        return 1
        """;
}
