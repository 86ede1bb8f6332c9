/**
 * What powershell.exe runs for `--sql-auth integrated`: it asks SQL Server as the Windows user, by System.Data.SqlClient. Each line of
 * its standard input is a question, each line of its output a part of an answer; every word is text in base64, so that no code page
 * matters. Single quotes only, so that nothing depends on how Windows quotes a command line.
 *
 * A question: server, database, encrypt, trust, seconds for the login, SELECT, and names and values of its parameters. An answer: `C` and
 * the columns, `R` and the cells of each row (a tag and its text, `-` for NULL), and `.` at its end; or `E`, the stage (login, query)
 * and the error numbers of the server.
 */
export const WINDOWS_SCRIPT = [
  "$ErrorActionPreference = 'Stop'",
  '$utf8 = [Text.Encoding]::UTF8',
  '$culture = [Globalization.CultureInfo]::InvariantCulture',
  '$sessions = @{}',
  'function Pack([string]$text) { [Convert]::ToBase64String($utf8.GetBytes($text)) }',
  'function Unpack([string]$word) { $utf8.GetString([Convert]::FromBase64String($word)) }',
  'function Say([string]$line) { [Console]::Out.WriteLine($line); [Console]::Out.Flush() }',
  `function Cell($value) {
    if ($value -is [DBNull]) { return '-' }
    if ($value -is [bool]) { return 'b' + (Pack ([string][int]$value)) }
    if ($value -is [DateTime]) { return 'd' + (Pack ($value.ToString('s', $culture) + '.' + $value.ToString('fff', $culture) + 'Z')) }
    if ($value -is [DateTimeOffset]) { return 'd' + (Pack $value.UtcDateTime.ToString('o', $culture)) }
    if ($value -is [byte[]]) { return 'x' + [Convert]::ToBase64String($value) }
    if ($value -is [byte] -or $value -is [int16] -or $value -is [int32] -or $value -is [double] -or $value -is [single]) { return 'n' + (Pack ([Convert]::ToString($value, $culture))) }
    return 's' + (Pack ([Convert]::ToString($value, $culture)))
  }`,
  `function Session($words) {
    $key = $words[1]
    if ($sessions.ContainsKey($key)) { return $sessions[$key] }
    $builder = New-Object System.Data.SqlClient.SqlConnectionStringBuilder
    $builder['Data Source'] = $words[0]
    $builder['Initial Catalog'] = $words[1]
    $builder['Integrated Security'] = $true
    $builder['Encrypt'] = ($words[2] -eq '1')
    $builder['TrustServerCertificate'] = ($words[3] -eq '1')
    $builder['Connect Timeout'] = [int]$words[4]
    $builder['Application Name'] = 'tp-doctor'
    $builder['ApplicationIntent'] = 'ReadOnly'
    $builder['Pooling'] = $false
    $connection = New-Object System.Data.SqlClient.SqlConnection $builder.ConnectionString
    $connection.Open()
    $sessions[$key] = @{ connection = $connection; transaction = $connection.BeginTransaction([Data.IsolationLevel]::ReadUncommitted) }
    return $sessions[$key]
  }`,
  `function Ask($session, $words) {
    $command = $session.connection.CreateCommand()
    $command.Transaction = $session.transaction
    $command.CommandText = $words[5]
    $command.CommandTimeout = 0
    for ($at = 6; $at + 1 -lt $words.Count; $at += 2) {
      $parameter = $command.Parameters.Add('@' + $words[$at], [Data.SqlDbType]::NVarChar, 4000)
      $parameter.Value = $words[$at + 1]
    }
    $reader = $command.ExecuteReader()
    try {
      $names = for ($i = 0; $i -lt $reader.FieldCount; $i++) { Pack $reader.GetName($i) }
      Say ('C ' + ($names -join ' '))
      while ($reader.Read()) {
        $cells = for ($i = 0; $i -lt $reader.FieldCount; $i++) { Cell $reader.GetValue($i) }
        Say ('R ' + ($cells -join ' '))
      }
    } finally { $reader.Dispose() }
    Say '.'
  }`,
  `function Numbers($fault) {
    while ($null -ne $fault) {
      if ($fault -is [System.Data.SqlClient.SqlException]) { foreach ($one in $fault.Errors) { $one.Number } }
      $fault = $fault.InnerException
    }
  }`,
  `while ($null -ne ($line = [Console]::In.ReadLine())) {
    $stage = 'login'
    try {
      $words = @($line.Split(' ') | ForEach-Object { Unpack $_ })
      $session = Session $words
      $stage = 'query'
      Ask $session $words
    } catch {
      if ($stage -eq 'query' -and $session.connection.State -ne 'Open') { $sessions.Remove($words[1]) }
      Say ('E ' + $stage + ' ' + (@(Numbers $_.Exception) -join ' '))
    }
  }`,
].join('; ');
