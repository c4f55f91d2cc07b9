# tokendesk が人に向けて表示する文（日本語）。
# 節はメッセージ ID の接頭辞の順、節の中は ID の順に並べる。
# ID・属性・変数は英語のファイルと一致し、いずれもソースで使われている。

## advice: 所見への対処

advice-administrator = トークンの管理者に連絡してください。
advice-ask-issuer-chain = 認証局（発行者）のサイトから CA 証明書を入手し、それを含むファイルを用意してください。サーバー側に CA 証明書があれば、そのままでも使用できます。
advice-ask-issuer-key = 2048 ビット以上の RSA 鍵の証明書を発行元に依頼してください。
advice-attaching = ほかの人が使用しないコンピューターとアカウントで実行してください。
advice-batch-again = 同じコマンドをもう一度実行してください。続きから処理します。
advice-batch-list = 一覧表にトークンのシリアル番号を記入するか、端末で一括処理を実行して選択してください。
advice-batch-look = `tokendesk show` でトークンを確認してください。
advice-batch-pin = 正しい PIN を確認してから、同じコマンドをもう一度実行してください。
advice-batch-reinsert = トークンを抜いて、もう一度挿入してください。それでも応答しない場合は、別の読み取り装置で試してください。
advice-batch-slot = `tokendesk reuse` に --serial と --slot を指定して、個別に処理してください。
advice-bundle-refused = tokendesk inspect で詳しく確認できます。発行者に再発行・再送を依頼してください。
advice-bundle-stays = ファイルは引き続き厳重に保管するか、トークンの引き渡し後に削除してください。
advice-buy-in-time = 有効期間が重なるように、新しい証明書を今のうちに購入してください。tokendesk reuse で、古い証明書を残したまま書き込めます。
advice-buy-new = 新しい証明書を購入してください。有効期限の切れた証明書は書き込みません。
advice-card-service = Linux では pcscd をインストールして起動し（systemctl enable --now pcscd.socket）、トークンを挿し直してください。ソフトウェアのトークン（SoftHSM2）には不要です。
advice-clock = このコンピューターの日付、時刻、タイムゾーンを正しく設定してから、もう一度実行してください。
advice-close-programs = トークンを使用しているほかのプログラムを終了し、トークンを挿し直してから、もう一度実行してください。
advice-connection = ハンドシェイクがどこまで進んだかはメッセージに示されています。サーバーが証明書を拒否した場合は、その発行者を信頼しているか、証明書が登録されているかをサーバーの管理者に確認してください。
advice-core-dumps = OS が拒否した理由を、コンピューターの管理者に確認してください。異常終了時に鍵がディスクに残るおそれがあります。
advice-custody-direct = --custody auto では暗号化せずに渡し直します。--custody direct を指定すると、暗号化を試みません。
advice-defective = トークンを挿し直してください。変わらない場合は、トークンまたはモジュールの故障です。別のものを使用してください。
advice-doubled-ids = 片方の有効期限が切れていれば、tokendesk wipe で削除すると重複が解消します。そうでなければ、tokendesk show で両方を確認し、不要なほうを tokendesk remove で削除してください。
advice-doubled-labels = 不要なほうを tokendesk remove --certificate で削除するか、--object-label を指定して書き込み直してください。
advice-drift = 実際に使用するプログラムで証明書を確認してください。見つからない場合は、tokendesk remove で削除してから取り込み直してください。
advice-formatted-by-opensc = OpenSC のモジュール（--module に opensc-pkcs11 を指定）で使用してください。初期化し直すと、トークンの内容はすべて失われます。利用者のソフトウェアにメーカー製の形式が必要な場合は、別のトークンを使用してください。
advice-formatted-by-vendor = メーカー製のランタイムパッケージをインストールし、そのモジュール（libcastle、eps2003csp11）を使用してください。OpenSC で初期化しないでください。トークンの内容がすべて失われ、メーカー製のソフトウェアから見えなくなります。
advice-free-memory = ほかのプログラムを終了してから、もう一度実行してください。
advice-general-error = トークンを挿し直して、もう一度実行してください。変わらない場合は tokendesk doctor を実行すると、より適したモジュールがあるか確認できます。
advice-get-again = ファイルをもう一度ダウンロードまたはコピーしてください。変わらない場合は、発行元に問い合わせてください。
advice-handshake = TLS 1.3 で失敗する場合は、サーバーで TLS 1.2 を許可したままにしてください。どちらも使えない場合は、別のモジュール（--module）を試してください。
advice-handshake-trust = 証明書チェーン全体をトークンに書き込むか、クライアント認証用の証明書を発行者に依頼してください。
advice-id-mismatch = tokendesk remove --certificate に SHA-256 を指定してこの組を削除し、元の PKCS#12 ファイルを tokendesk import で書き込み直してください。鍵と証明書に同じ CKA_ID が設定されます。
advice-journal-chain = tokendesk journal verify で内容を確認し、ファイルを別の場所に保管してから、新しい作業記録（--journal）で続けてください。
advice-key-without-use = この鍵は署名に使用できるようになりません。別の鍵を使用してください。tokendesk が取り込む鍵は署名に使用できます。
advice-leftovers = tokendesk recover を実行するか、中断されたコマンドを同じファイルでもう一度実行してください。処理が完了するか、元に戻ります。
advice-list-row = その行を修正するか、発行者に一覧表の再送を依頼してください。
advice-locked-memory = 上限を引き上げる（ulimit -l、サービスの LimitMEMLOCK）か、スワップを無効にしてください。そのままでも作業できますが、鍵がスワップファイルに書き出されるおそれがあります。
advice-log-in = --pin-file などで PIN を渡すと、秘密鍵も確認できます。
advice-lost-digits = この列を文字列にした一覧表を発行者に依頼するか、セルの書式を文字列にして番号を入力し直してください。
advice-missing-bundle = 発行者に問い合わせてください。ほかの組は今すぐ配布できます。
advice-module-dies = モジュールが属するソフトウェアを削除するか、最新版をインストールしてください。別のモジュールは --module で指定できます。ほかのコマンドは、このモジュールを使用しません。
advice-module-for-other = このコンピューターのプロセッサーに合った 64 ビット版のパッケージをインストールするか、そのモジュールを --module で指定してください。
advice-name-module = プロキシではなく、トークン自体のモジュールを --module で指定してください。
advice-no-mac = 信頼できる経路でファイルを取得し直すか、SHA-256 を発行元の値と比べてください。
advice-no-token = トークンを挿してください。挿してある場合は、モジュール、リーダーのサービス、USB についての所見を確認してください。別の場所にあるモジュールは --module で指定できます。
advice-not-yet-valid = 使用開始日を伝えて引き渡すか、その日まで待ってください。
advice-nothing = 対処は不要です。
advice-nothing-key-stays = 対処は不要です。鍵はトークンの中に留まるべきものです。
advice-nothing-unless-write = 対処は不要です。書き込みに対してこの応答があった場合は、モジュールを更新するか、--module で別のモジュールを指定してください。
advice-observed = 記録が目的でなければ、トークン自体のモジュールを --module で指定し、記録の設定（PKCS11SPY、log-calls）を解除してください。
advice-open-chain = 不足している CA 証明書を含む PKCS#12 ファイルを tokendesk import で書き込んでください（同じ証明書と鍵の組であれば、不足分だけが追加されます）。表示された発行者がサーバーの認識するルートであれば、対処は不要です。
advice-orphans = tokendesk show で確認できます。単独の鍵は、元の PKCS#12 ファイルを取り込み直すと証明書が補われます。不要なものは tokendesk remove --key または --certificate で削除できます。
advice-other-format = tokendesk doctor を実行すると、トークンに合うモジュールを確認できます。このためにトークンを初期化しないでください。
advice-other-key = この鍵には別のトークンを使用するか、トークンが受け付ける鍵を発行元に依頼してください。
advice-other-module = モジュールを更新するか、--module で別のモジュールを指定してください。
advice-other-purpose = 本来の用途に使用するか、ログイン用（クライアント認証）の証明書を発行元に依頼してください。
advice-own-fault = プログラムによるモジュールの呼び出しに誤りがあります。tokendesk の場合は、同じコマンドに -v を付けて実行し、その出力を添えてご報告ください。
advice-password-beside = パスワードを、本人だけが読める通常のファイルに保存してください。
advice-pin = tokendesk list で状態を確認できます。誤入力の回数は、正しい PIN でのログインにより元に戻ります。ロックされた PIN は tokendesk pin unblock で解除できます。
advice-pin-file = 一覧のパスを修正するか、ファイルの所有者だけが読み取れるようにしてから、同じコマンドをもう一度実行してください。
advice-pin-locked = PUK または SO PIN で解除する（tokendesk pin unblock）か、トークンの管理者に連絡してください。
advice-pin-low = 次の入力の前に、このトークンの正しい PIN を確かめてください。正しい PIN でログインすると、回数は元に戻ります。
advice-plugged-in = 表示されない場合は、別の USB ポートに挿してください。表示されるのにモジュールから見えない場合は、メーカー製のモジュールをインストールするか、リーダーのサービスを起動してください。
advice-read-only = このモジュールは書き込み用のセッションを開けません。--module で別のモジュールを指定してください。
advice-reinstall = モジュールが属するソフトウェアを、必要なもの（Windows ではランタイムパッケージ、Linux ではライブラリとサービス）と合わせてインストールし直してください。
advice-revocation = 必要な場合は、発行者に確認してください。
advice-right-file = 正しいファイルか確認してください。正しい場合は、ログイン用の証明書を発行元に依頼してください。
advice-run-again = もう一度実行してください。
advice-same-subject = 一覧表にそれぞれのトークンのシリアル番号を記入すれば、確認なしで割り当てられます。
advice-stranger = 誰のものか発行者に確認してください。配布するには、一覧表に載っている必要があります。
advice-token-layout = フォーマットに合ったモジュールをインストールしてください。ベンダーのソフトウェアでフォーマットされたトークンにはベンダーのランタイムパッケージ、OpenSC でフォーマットされたトークンには OpenSC が必要です。トークンは絶対にフォーマットし直さないでください。中身がすべて失われます。
advice-traced = 心当たりがない場合は、PIN を入力する前にそのプロセスを終了させてください。
advice-unmatchable-key = ファイル内の対応している証明書と鍵の組を使うか、RSA または楕円曲線の鍵を発行者に依頼してください。
advice-unverified-signature = 発行者が公開している証明書と照合してください。
advice-vendor-code = モジュールのメーカーの資料で番号を確認するか、関数名と合わせてメーカーに問い合わせてください。
advice-windows-store = トークンを使用していた Windows パソコンで、certmgr.msc の「個人」から有効期限切れの証明書を削除してください（certutil -user -delstore My にシリアル番号を指定しても削除できます）。
advice-wipe = tokendesk reuse BUNDLE は新しい組の署名確認後にこれらを削除します。tokendesk wipe は削除だけを行います。
advice-wrong-generation = もう一方の世代のモジュール（libcastle と libcastle_v2、eps2003csp11 と eps2003csp11v2）もインストールするか、--module で指定してください。

## answer: 「はい／いいえ」で答える質問に入力できる言葉

answer-hint = [y（はい）/N（いいえ）]
answer-no = いいえ
answer-unclear = 「はい」または「いいえ」で答えてください。
answer-yes = はい

## calendar: カレンダー用の予定

calendar-about = トークン { $token }、有効期限 { $ends }、SHA-256 { $sha256 }
calendar-end = { $name } の証明書の有効期限
calendar-order = 本日までに発注：{ $name } の更新

## cause: 失敗の理由

cause-bad-signature = トークンによる署名（{ $mechanism }）が、証明書の公開鍵で検証できません。
cause-bundle-content-damaged = パスワードは正しいものの、PKCS#12 ファイルの内容が壊れています（{ $reason }）。
cause-bundle-damaged = PKCS#12 ファイルが壊れています（{ $at } バイト目：{ $reason }）。
cause-bundle-empty = PKCS#12 ファイルが空です。
cause-bundle-too-large = PKCS#12 ファイルの大きさが { $bytes } バイトあります（読み取りの上限は { $limit } バイトです）。
cause-bundle-unreadable = PKCS#12 ファイルを読み取れません（{ $reason }）。
cause-call-failed = トークンまたは PKCS#11 モジュールがエラーを返しました。
cause-clock-before-build = 時計が { $now } を示していますが、これは本プログラムの作成日時（{ $other }）より前です。
cause-clock-before-journal = 時計が { $now } を示していますが、これは作業記録の最終行（{ $other }）より前です。
cause-clock-far-after-build = 時計が { $now } を示していますが、これは本プログラムの作成日時（{ $other }）から 10 年以上後です。
cause-column-twice = { $path } では「{ $first }」と「{ $second }」がどちらも列 { $column } に当たります。
cause-data-invalid = トークンがデータを拒否しました（PIN の入力可能回数は消費していません）。
cause-declined = 同意されませんでした。
cause-exposed = トークンが秘密鍵を保護していません。秘密鍵の値が読み取れるか、取り出しが許可されています。
cause-file-not-writable = { $path } に書き込めません（{ $reason }）。
cause-id-taken = CKA_ID { $id } は、トークン上の別のオブジェクト（{ $class }）が使用しています。ほかのプログラムが両者を取り違えるおそれがあります。
cause-interrupted = 処理が中断されました。
cause-journal-busy = 別の処理が { $path } を使用中です（{ $seconds } 秒待ちました）。
cause-journal-flush = 作業記録 { $path } がディスクに保存されたことを確認できません（{ $reason }）。
cause-journal-folder = 作業記録のフォルダー { $path } を作成できません（{ $reason }）。
cause-journal-line = 作業記録の行を作成できません（{ $reason }）。
cause-journal-lock = ロックファイル { $path } を取得できません（{ $reason }）。
cause-journal-no-run = 作業記録の行が、実行の外で書かれようとしました。
cause-journal-not-a-file = 作業記録に指定された { $path } は通常のファイルではありません。
cause-journal-not-a-journal = { $path } は作業記録ではありません。このファイルには何も書き込んでいません。
cause-journal-open = 作業記録 { $path } を開けません（{ $reason }）。
cause-journal-read = 作業記録 { $path } を読み取れません（{ $reason }）。
cause-journal-unreliable = この処理の途中で、作業記録 { $path } をディスクに保存できませんでした。
cause-journal-unsound = 作業記録 { $file } を検証できません。行が失われているか、変更されています。
cause-journal-write = 作業記録 { $path } に書き込めません（{ $reason }）。
cause-key-is-not-lone = この鍵は、トークン上の証明書（{ $sha256 }）に対応しています。
cause-key-mismatch = PKCS#12 ファイル内の秘密鍵と証明書が対応していません。秘密鍵：{ $keys }。証明書：{ $certificates }。
cause-key-not-taken = このトークンは { $key } の鍵を受け付けません。
cause-key-too-large = このトークンは { $key } の鍵を受け付けません（この種類の鍵の上限は { $largest } ビットです）。
cause-key-without-id = この鍵はすでにトークン上にありますが、CKA_ID がないため、証明書と結び付けられません。
cause-last-try = PIN の入力可能回数が残り 1 回です。
cause-left-open = 別の PKCS#12 ファイルによる以前の処理（{ $command }）が中断され、途中のオブジェクトがトークンに残っています：{ $list }
cause-list-empty = { $path } には見出しだけで、行がありません。
cause-list-encoding = { $path } は UTF-8・UTF-16・シフト JIS の文書でも Excel ブックでもありません。
cause-list-headings = { $path } に、証明書シリアルまたはファイル名の見出しの行が見つかりません。見出しと思われる行の内容：{ $found }
cause-list-too-large = { $path } の大きさが { $limit } バイトを超えています。
cause-list-unreadable = 一覧表 { $path } を読み取れません（{ $reason }）。
cause-lost = 残すべきオブジェクトがトークンから失われました：{ $list }
cause-marked-defective = このトークンは { $since } に { $operator } が不良品として登録しました：{ $reason }
cause-module-nonsense = PKCS#11 モジュールの応答が規格に反しています（{ $reason }）。
cause-module-not-loadable = PKCS#11 モジュール { $path } を読み込めません（{ $reason }）。
cause-needs-algorithm = PKCS#12 ファイルに、対応していない方式 { $name }（{ $oid }）が使われています。
cause-needs-algorithm-for-key = PKCS#12 ファイルの秘密鍵は、対応していない種類 { $name }（{ $oid }）です。
cause-no-bundles = { $folder } に PKCS#12 ファイルがありません。
cause-no-certificate = PKCS#12 ファイルに証明書が入っていません。
cause-no-key = PKCS#12 ファイルに秘密鍵が入っていません。
cause-no-module = PKCS#11 モジュールが見つかりません。
cause-no-module-with-token = 対象のトークンが見えるモジュールがありません。モジュール：{ $list }
cause-no-room = トークン上の{ $class }が { $held } 個になりますが、安全に保持できるのは { $most } 個までです。
cause-no-so-pin = このトークンには SO PIN がありません。OpenSC ではどの値も受け付けられますが、PIN のロックは解除されません。
cause-no-such-heading = { $path } に見出し「{ $heading }」の列がありません。見出し：{ $found }
cause-no-such-leaf = 指定された証明書と鍵の組は、PKCS#12 ファイルに入っていません。入っているもの：{ $list }
cause-no-such-object = SHA-256 が { $sha256 } のオブジェクトは、トークン上にありません。
cause-no-such-token = 指定されたトークンは接続されていません。接続中のトークン：{ $list }
cause-no-such-worksheet = { $path } に「{ $wanted }」という名前のシートがありません。シート：{ $names }
cause-no-tls = 新しい証明書と鍵の組を書き込み、署名確認も行いましたが、{ $verdict }
cause-no-token = トークンが接続されていません。
cause-nobody-to-ask = 端末がないため、同意を確認できません。
cause-nobody-to-witness = 立会人の確認が必要ですが、質問できる端末がありません。
cause-none-initialised = 接続されているトークンは、いずれも初期化されていません：{ $list }
cause-not-a-digest = { $option } には 16 進数 64 桁の SHA-256 を指定します（「{ $text }」は正しくありません）。
cause-not-a-module = { $path } は PKCS#11 モジュールではありません（{ $reason }）。
cause-not-a-uri = PKCS#11 URI を解釈できません（{ $reason }）。
cause-not-logged-in = トークンへのログイン状態が失われました。
cause-not-pkcs12 = PKCS#12 ファイルではありません。
cause-not-pkcs12-but = PKCS#12 ファイルではありません（{ $looks }のようです）。
cause-not-removable = 削除するはずのオブジェクトを削除できません：{ $object }。モジュールを起動し直しても、トークンは再び拒否しました。
cause-not-removed = 削除するはずのオブジェクトが、まだトークン上にあります：{ $list }
cause-not-roots = { $path } には、使用できるルート証明書がありません：{ $reason }
cause-not-supported = PKCS#11 モジュールまたはトークンが、この操作に対応していません。
cause-not-wrapped = 秘密鍵を暗号化してトークンに渡すことができませんでした。{ $why }
cause-not-written = モジュールは書き込み成功と応答しましたが、オブジェクトが書き込んだとおりに存在しません：{ $object }
cause-nothing-on-offer = { $folder } の PKCS#12 ファイル { $bundles } 個のうち、配布できるものがありません。
cause-nothing-written = 指定した範囲に、書き込みと署名確認が完了した証明書と鍵の組の記録はありません。
cause-notice-column-missing = 一覧 { $path } に「{ $heading }」の列がありません。見出し：{ $found }
cause-notice-unreadable = 一覧 { $path } を読み取れません：{ $reason }
cause-object-not-there = オブジェクトがトークン上に存在しません。
cause-other-bundle = ファイルの SHA-256 は現在 { $found } で、検査したファイルの { $wanted } とは異なります。
cause-other-plan = 現在の実行計画は { $found } で、同意された { $wanted } とは異なります。
cause-other-token = 同意はトークン { $given } に対するものですが、接続されているのは { $serial } です。
cause-passwords-in-list = { $path } の列「{ $heading }」にパスワードが記入されています。このファイルを入手した人は、すべての PKCS#12 ファイルを開けてしまいます。
cause-passwords-without-files = { $path } の列「{ $heading }」は、ファイル名の列がないと使えません。PKCS#12 ファイルの証明書は、開くまで分からないためです。
cause-pin-expired = PIN の有効期限が切れており、先に変更が必要です。
cause-pin-form = この長さまたは文字の PIN は、トークンに受け付けられません。
cause-pin-length = PIN の長さがトークンの制限（{ $min } から { $max } 文字）を外れています。
cause-pin-locked = PIN がロックされています。
cause-pin-refused = PIN が拒否されました。
cause-pin-unset = このトークンにはユーザー PIN が設定されていません。
cause-pins-differ = 新しい PIN の 2 回の入力が一致しません。
cause-refused-before = 作業記録によると、このトークンの PIN は前回の成功後に { $refused } 回拒否されています（トークン自体は回数を示しません）。
cause-same-id-refused = トークンには CKA_ID が { $id } の{ $class }があり、この種類のトークンには同じ CKA_ID のものをもう 1 つ書き込めません。
cause-secret-command = PIN またはパスワードを取得するコマンドを実行できません（{ $reason }）。
cause-secret-command-failed = PIN またはパスワードを取得するコマンドが失敗しました（{ $status }）。
cause-secret-descriptor = ディスクリプター { $descriptor } を読み取れません（{ $reason }）。
cause-secret-end-of-input = PIN またはパスワードの入力が途中で終わりました。
cause-secret-file = ファイル { $path } を読み取れません（{ $reason }）。
cause-secret-file-not-regular = { $path } は通常のファイルではありません。
cause-secret-file-open-to-others = ファイル { $path } は、ほかの利用者も読み取れる状態です（モード { $mode }）。
cause-secret-interrupted = 入力が中断されました。
cause-secret-no-descriptors = この OS では番号付きディスクリプターを使用できません。
cause-secret-nobody = PIN またはパスワードの入力が必要ですが、入力できる端末がありません。
cause-secret-not-utf8 = PIN またはパスワードとして渡された内容が UTF-8 の文字列ではありません。
cause-secret-several-lines = PIN またはパスワードとして渡された内容が複数行あります。
cause-secret-terminal = 端末から読み取れません（{ $reason }）。
cause-secret-too-long = PIN またはパスワードとして { $limit } バイトを超える入力がありました。
cause-serial-needed = シリアル番号が指定されていないか、ほかのトークンと区別できない番号です。
cause-several-identities = PKCS#12 ファイルに証明書と鍵の組が複数入っています：{ $list }
cause-several-modules = 複数のモジュールからトークンが見えます：{ $list }
cause-several-tokens = 対象となり得るトークンが複数あります：{ $list }
cause-several-worksheets = { $path } の複数のシートに一覧表の見出しがあります：{ $names }
cause-slot-needed = シリアル番号 { $serial } では、トークンを区別できません：{ $list }
cause-source-unreadable = { $path } を読み取れません（{ $reason }）。
cause-stale = 実行計画の作成後に、トークンの内容がほかから変更されました。
cause-template-refused = PKCS#11 モジュールが、どの形式でもオブジェクトの作成を拒否しました。
cause-token-changed = トークンの内容が、確認したときから変わっています（{ $what }）。
cause-token-full = トークンに空き容量がありません。
cause-token-gone = シリアル番号 { $serial } のトークンが見つかりません。
cause-token-removed = トークンが抜かれたか、応答しなくなりました。
cause-too-costly = PKCS#12 ファイルを開くのに必要な計算回数が { $cost } 回で、上限の { $limit } 回を超えています。
cause-too-costly-memory = PKCS#12 ファイルを開くのに必要なメモリー（scrypt）が { $cost } バイトで、上限の { $limit } バイトを超えています。
cause-two-lists = { $path } が一覧表ですが、--list でも一覧表が指定されています。
cause-unfit = PKCS#12 ファイルの証明書と鍵の組は、取り込みに適していません：{ $findings }
cause-unknown-code = 「{ $text }」というコードまたは ID はありません。
cause-witness-declined = 立会人の同意または氏名が得られませんでした。
cause-witness-is-operator = { $name } は作業者本人です。立会人は別の人でなければなりません。
cause-witness-not-present = 現在の設定では、立会人本人が端末で回答する必要があります。氏名の指定だけでは実行できません。
cause-workbook-damaged = Excel ブック { $path } を読み取れません（{ $reason }）。
cause-workbook-sealed = { $path } はパスワードで保護されているか、古い形式（.xls）の Excel ブックです。
cause-write-protected = トークンは書き込み禁止になっています。
cause-wrong-password = PKCS#12 ファイルのパスワードが違います。
cause-wrong-password-or-damaged = PKCS#12 ファイルを復号できません。パスワードが違うか、ファイルが壊れています。

## check: 確認項目

check-bundle = ファイル：{ $finding }
check-capacity-enough = { $class }の数は { $held } 個で、上限（{ $most } 個）以内です。
check-capacity-short = { $class }の数が { $held } 個になり、安全な上限（{ $most } 個）を超えます。
check-clock = 時計は正常です。
check-doubled-ids-none = CKA_ID の重複はありません。
check-doubled-ids-some = ほかのプログラムが鍵を取り違えるおそれのある、重複した CKA_ID：{ $list }
check-doubled-labels-none = 残る証明書と鍵の組に、ラベルの重複はありません。
check-doubled-labels-some = 複数の証明書に使われているラベル：{ $list }
check-ends = { $subject }：{ $day }（残り { $days } 日）
check-ends-soon-next = 60 日以内に有効期限が切れる証明書はありません（次に切れるもの：{ $next }）。
check-ends-soon-none = 60 日以内に有効期限が切れる証明書はありません。
check-ends-soon-some = 60 日以内に有効期限が切れる証明書：{ $list }
check-expired-none = 有効期限切れの証明書と鍵の組はありません。
check-expired-some = wipe で削除される、有効期限切れの証明書と鍵の組が { $count } 組あります。
check-free-memory = 空き容量：公開領域 { $public } バイト、非公開領域 { $private } バイト。
check-free-memory-not-told = トークンは空き容量を示しません。
check-id-mismatch-none = すべての鍵の CKA_ID が、証明書と一致しています。
check-id-mismatch-some = 鍵の CKA_ID が一致せず、ブラウザー、Java、OpenVPN から鍵が見つからない証明書：{ $list }
check-key-size-fits = トークンは { $key } の鍵を受け付けます。
check-key-size-no-kind = トークンは { $key } の鍵を受け付けません。
check-key-size-too-large = トークンは { $key } の鍵を受け付けません（この種類の鍵の上限は { $largest } ビットです）。
check-leftovers-none = 中断された処理がトークンに残したものはありません。
check-leftovers-some = 中断された処理がトークンに残したオブジェクトが { $count } 個あります。
check-mark-fail = 不可
check-mark-pass = OK
check-mark-warn = 注意
check-memory-enough = 空き容量は足ります（公開領域：{ $public }、必要量の目安 { $public_need }／非公開領域：{ $private }、必要量の目安 { $private_need } バイト）。
check-memory-not-told = 不明
check-memory-short = 空き容量が足りません（公開領域：{ $public }、必要量の目安 { $public_need }／非公開領域：{ $private }、必要量の目安 { $private_need } バイト）。
check-open-chain-none = すべての証明書のチェーンが、トークン上でルートまでつながっています。
check-open-chain-some = トークン上でルートまでつながっていない証明書チェーン：{ $list }
check-open-end = { $subject }（不足している発行者：{ $issuer }）
check-orphans-none = 孤立オブジェクト（対応する相手のない鍵や証明書）はありません。
check-orphans-some = 孤立オブジェクト（対応する相手のない鍵や証明書）が { $count } 個あります。これらは残します。
check-orphans-unknown = ログインしていないため、孤立オブジェクトの有無は分かりません。
check-other-purpose-none = 鍵用途を見る限り、すべての証明書をログインに使用できます。
check-other-purpose-some = 用途（鍵用途、拡張鍵用途）によりログインをサーバーに拒否される証明書：{ $list }
check-pin-final = PIN の入力可能回数は残り 1 回です。次に間違えるとロックされます。
check-pin-hidden = PIN の残り回数をモジュールが示しません。
check-pin-locked = PIN はロックされています。
check-pin-low = 前回の成功後に、誤った PIN が入力されています。
check-pin-ok = PIN に問題はありません。
check-pin-to-be-changed = PIN は使用する前に変更が必要です。
check-pin-unset = ユーザー PIN が設定されていません。
check-revocation = 証明書が発行者により失効されていないかは確認していません（ネットワークには接続しません）。
check-starts = { $subject }：{ $day }（{ $days } 日後）
check-starts-later = 有効期間がまだ始まっていない証明書：{ $list }
check-token-age = このトークンは、遅くとも { $since } から使用されています（最も古い証明書による。ファームウェア { $firmware }）。
check-valid = 残る証明書と鍵の組（有効、有効期間前、または猶予内）：{ $count } 組。
check-windows-store = Windows パソコンには有効期限切れの証明書の複製が残り、ブラウザーの選択画面に表示され続けます。
check-writable = トークンに書き込めます。
check-write-protected = トークンは書き込み禁止です。

## connection: サーバーへの接続結果

connection-accepted = { $server } は { $subject } の証明書を受け入れました（{ $agreed }）。ハンドシェイクの後は何も送信していません。
connection-agreed = TLS { $version }、{ $suite }
connection-alert = サーバーが、証明書を要求する前にハンドシェイクを終了しました（アラート { $alert }）。TLS のバージョンや暗号スイートが合わない可能性があります。
connection-bad-signature = トークンによる署名（{ $mechanism }）を検証できないため、送信していません。
connection-closed = サーバーが何も通知せずに接続を終了しました。証明書の拒否がよくある原因です。サーバーのログをご確認ください。
connection-failed = { $server }（{ $subject } の証明書）：{ $why }
connection-name = 名前が見つかりません（{ $reason }）。トークンの良否は判定していません。
connection-no-scheme = サーバーが証明書を要求しましたが、合意した TLS のバージョンで必要な署名をこのトークンでは作成できません。サーバーで TLS 1.2 を許可するか、別の種類の鍵を使用してください。
connection-no-signature = トークンが署名しませんでした（{ $function } の応答：{ $code }）。
connection-not-asked = { $server } はクライアント証明書を要求しませんでした（{ $agreed }）。トークンの良否は判定していません。特定のページやポートでのみ要求するサーバーもあります。
connection-not-tls = 接続先が TLS で応答しませんでした。ポート番号をご確認ください。
connection-other = { $reason }
connection-refused = 接続が拒否されました（待ち受けているサーバーがありません）。トークンの良否は判定していません。
connection-refused-us = サーバーが証明書を拒否しました（アラート { $alert }）。サーバーが発行者を信頼しているか、この証明書が登録されているかを、サーバーの管理者にご確認ください。
connection-server-dates = サーバーの証明書が有効期間外のため、署名していません。このコンピューターの時計もご確認ください。
connection-server-issuer = サーバーの証明書が、このシステムで信頼されていない発行者のものであるため、署名していません。独自の認証局の場合は、そのルート証明書を --ca で指定してください。
connection-server-name = サーバーの証明書が別の名前のものであるため、署名していません。--connect で指定した名前をご確認ください。
connection-server-other = サーバーの証明書を信頼できないため（{ $reason }）、署名していません。
connection-timeout = サーバーが時間内に応答しませんでした。トークンの良否は判定していません。
connection-unreachable = サーバーに到達できません（{ $reason }）。トークンの良否は判定していません。

## crossing: 秘密鍵を暗号化して渡さなかった理由（文の後半）

crossing-asked = --custody direct が指定されたためです。
crossing-no-transport = トークンが受け渡し用の鍵を作成しなかったためです（{ $function }: { $code }）。
crossing-not-kept = トークンが暗号化された鍵を受け取った後、指定どおりに保持しなかったためです（{ $mechanism }: { $attribute }）。その鍵は削除しました。
crossing-not-offered = トークンが暗号化された鍵の受け取りに対応していないためです。
crossing-refused = トークンが暗号化された鍵を拒否したためです（{ $mechanism }: { $code }）。
crossing-slow = トークンでは受け渡し用のRSA鍵の生成が必要で、ICチップでは数十秒かかるためです。--custody wrapped を指定すると実行します。

## csv: 表計算ソフト用の表の見出し

csv-began = 開始日時（{ $zone }）
csv-bracket = 区分
csv-consent = 同意の方法
csv-custody = 鍵の受け渡し
csv-defective = 不良トークン
csv-ended = 終了日時（{ $zone }）
csv-exit = 終了コード
csv-head = 作業記録の末尾
csv-left = 残り日数
csv-media = 媒体コード
csv-name = 氏名・名称（CN）
csv-not-after = 有効期間の終了（{ $zone }）
csv-not-before = 有効期間の開始（{ $zone }）
csv-number = 証明書シリアル番号
csv-order-by = 発注期限
csv-order-from = 発注可能日
csv-proof = 署名確認（チャレンジのSHA-256）
csv-removed = 削除した証明書（SHA-256）
csv-run = 作業番号
csv-sha256 = 証明書のSHA-256
csv-start = 新証明書の開始日
csv-subject = サブジェクト
csv-witness = 立会人
csv-yes = はい

## date: 日時の表し方

date-from-to = { $from } から { $to } まで

## doctor: プログラムの周囲についての所見

doctor-attaching-allowed = 同じ利用者のほかのプログラムが、本プログラムのメモリを読み取れる状態です（{ $why }）。
doctor-attaching-forbidden = 同じ利用者のほかのプログラムは、本プログラムのメモリを読み取れません。
doctor-attaching-unknown = この OS には、同じ利用者のプログラムによるメモリの読み取りを防ぐ仕組みがありません。
doctor-card-service-answers = リーダーのサービス（pcscd）は動作しています。
doctor-card-service-missing = リーダーのサービス（pcscd）が { $socket } で応答しません（{ $why }）。リーダーや USB のトークンは見えません。
doctor-card-service-of-system = リーダーのサービスは OS に組み込まれています。
doctor-clock = 時計は { $now } を示しており、問題ありません（本プログラムの作成日時：{ $built }）。
doctor-core-dumps-off = 異常終了時に、メモリの内容はディスクに書き出されません。
doctor-core-dumps-on = 異常終了時に、メモリの内容がディスクに書き出されるおそれがあります（{ $why }）。
doctor-core-dumps-unknown = 異常終了時にメモリの内容がディスクに書き出されるかどうかを、この OS は示しません。
doctor-formatted-by-opensc = メーカー製のモジュール { $path } がトークンを認識できません。OpenSC で初期化されたトークンと考えられます。
doctor-formatted-by-vendor = OpenSC のモジュール { $path } がトークンを認識できません。メーカー製のソフトウェアで初期化されたトークンか、別の種類のカードと考えられます。
doctor-journal-absent = 作業記録はまだありません。トークンを変更する最初の処理で作成されます。
doctor-journal-broken = 作業記録を検証できません（異常 { $faults } か所）。
doctor-journal-empty = 作業記録は空です。
doctor-journal-refused = 作業記録 { $path } に書き込めません（{ $reason }）。
doctor-journal-unreadable = 作業記録を読み直せません（{ $reason }）。
doctor-journal-whole = 作業記録に問題はありません（{ $lines } 行、最終行 { $last }）。
doctor-journal-writable = 作業記録 { $path } に書き込めます。
doctor-locked-memory = 鍵は、スワップされないメモリに置かれます。
doctor-locked-memory-limit = 鍵は、スワップされないメモリに置かれます（上限 { $limit } バイト）。
doctor-module-crashes = モジュール { $path } は、起動すると異常終了します（{ $how }）。
doctor-module-fits = このモジュールからトークンが見えます：{ $path }（{ $tokens } 本）
doctor-module-for-other = { $path } は { $found } 用です。本プログラムには { $own } 用のモジュールが必要です。
doctor-module-hangs = モジュール { $path } が応答しません（{ $seconds } 秒待ちました）。
doctor-module-not-loadable = { $path } を読み込めません（{ $reason }）。
doctor-module-refuses = モジュール { $path } が起動しません（{ $function } が { $code } を返しました）。
doctor-module-without-token = モジュール { $path } は起動しますが、トークンは見えません。
doctor-no-module = 起動できる PKCS#11 モジュールが見つかりません（探した場所：{ $places } か所）。
doctor-no-token = 初期化されたトークンが、どのモジュールからも見えません。
doctor-not-a-module = { $path } はライブラリですが、PKCS#11 モジュールではありません。
doctor-observed = モジュール { $path } は、すべての呼び出しを記録できます（{ $observer }）。PIN と、暗号化せずに渡す内容が読み取られます。
doctor-other-tokens = モジュールからトークンは見えますが、指定されたトークンではありません。
doctor-plugged-in-none = ePass2003 のメーカー（Feitian）のトークンは、USB 上に見つかりません。
doctor-plugged-in-some = USB 上に見つかったトークン：{ $list }
doctor-several-modules = 複数のモジュールから異なるトークンが見えます：{ $list }
doctor-slot-silent = { $path } のスロット { $slot } にトークンがあるはずですが、情報が得られません（{ $code }）。
doctor-token-layout-opensc = リーダー { $reader } の ePass2003 は、OpenSC でフォーマットされています（ATR による判定、カード OS { $system }）。
doctor-token-layout-unknown = リーダー { $reader } の ePass2003 は、どのソフトウェアでフォーマットされたか分かりません（ATR による判定、カード OS { $system }）。
doctor-token-layout-vendor = リーダー { $reader } の ePass2003 は、ベンダーのソフトウェアでフォーマットされています（ATR による判定、カード OS { $system }）。
doctor-token-uninitialised = { $path } のスロット { $slot } のトークンは初期化されていません。
doctor-unlocked-memory = 鍵が、スワップされ得るメモリに置かれます（{ $why }）。
doctor-unwiped-memory = 解放したメモリは消去されません。
doctor-wiped-memory = 解放したメモリは消去されます。
doctor-wrong-generation = モジュール { $path }（世代 { $generation }）は、挿さっているトークンで失敗します（{ $code }）。トークンはもう一方の世代用と考えられます。

## explain: コードと ID の意味

explain-ambiguous-row = 一覧表の 1 行に、証明書と鍵の組が複数当てはまります。発行者が異なる同じシリアル番号、16進とも10進とも読める番号、複数の組が入ったファイルなどが原因です。
explain-armoured = ファイルがテキスト形式（PEM または Base64）で書かれていますが、読み取りには問題ありません。
explain-attaching = 同じ利用者のほかのプログラムが、本プログラムのメモリを読み取れないようになっているかを示します。
explain-batch-interrupted = Ctrl-C が押されたか、プログラムが終了されました。処理中のトークンは途中の処理を完了するか元に戻し、他のトークンの処理は始めていません。
explain-bundle-not-opened = 一括処理の PKCS#12 ファイルを開けません。パスワードの誤り、破損、鍵の欠落などです。
explain-bundle-stays = 取り込みに使用したファイルには、引き続き秘密鍵が入っています。ファイルとパスワードがあれば、誰でも秘密鍵を使用できます。
explain-bundle-unfit = 一括処理の証明書と鍵の組が書き込みに適していません。多くは有効期限切れです。
explain-cannot-pair = 鍵と証明書の対応を確定できないため、どちらも残します。
explain-capacity = トークンが保持することになる、種類ごとのオブジェクト数です。OpenSC で初期化されたトークンでは、9 個目の鍵を書き込むと、警告なしに 1 個目の鍵が失われます。
explain-card-service = スマートカードリーダーを扱うサービス（Linux では pcscd）の状態です。動作していないと、どのモジュールからも USB トークンが見えません。
explain-chain-expired = 証明書とルートの間にある CA 証明書の有効期限が切れています。サーバーが証明書を拒否する場合があります。
explain-changed = 作業記録の行が、書き込み後に変更されています。
explain-ckr-action-prohibited = このオブジェクトに対する操作（削除など）は、属性（CKA_DESTROYABLE など）により禁止されています。
explain-ckr-aead-decrypt-failed = 暗号化データの検査値が一致しません。データが変更されたか、鍵が異なります。
explain-ckr-arguments-bad = モジュールが受け付けない引数で呼び出されました。OpenSC では、別のプログラムが途中でトークンを使用した場合にもこの応答になります。
explain-ckr-attribute-read-only = トークンだけが設定できる属性、または作成後に変更できない属性を設定しようとしました。
explain-ckr-attribute-sensitive = 秘密の値の読み取りをトークンが拒否しました。秘密鍵の値を求められた場合の正しい応答です。
explain-ckr-attribute-type-invalid = オブジェクトにその属性がないか、モジュールがその属性に対応していません。
explain-ckr-attribute-value-invalid = トークンが受け付けない属性値です。tpm2-pkcs11 は秘密鍵を取り込めないため、どの秘密鍵に対してもこの応答になります。
explain-ckr-buffer-too-small = 応答が、用意された領域より長くなっています。
explain-ckr-cancel = アプリケーションの求めにより、処理が途中で取り消されました。
explain-ckr-cant-lock = モジュールが、求められた方法での複数スレッドからの利用に対応していません。
explain-ckr-container-exist = Feitian 独自のコードです。同じ名前の鍵コンテナーがすでにトークンにあります。
explain-ckr-container-not-exist = Feitian 独自のコードです。その名前の鍵コンテナーがトークンにありません。
explain-ckr-copy-prohibited = このオブジェクトの複写は禁止されています。
explain-ckr-cryptoki-already-initialized = 同じプログラムの別の部分（p11-kit のプロキシなど）が、すでにモジュールを起動しています。
explain-ckr-cryptoki-not-initialized = モジュールが起動されていないか、プログラムの別の部分が終了させました。
explain-ckr-curve-not-supported = トークンがこの楕円曲線に対応していません。
explain-ckr-data-invalid = 渡されたデータが正しくありません。OpenSC でのログイン時であれば、別のプログラムが途中でトークンを使用したことを意味し、PIN の入力可能回数は消費していません。
explain-ckr-data-len-range = データの長さが、この方式で扱える範囲を外れています。
explain-ckr-device-error = トークンまたはリーダーに問題があります（接触不良、故障、対応していないコマンドなど）。
explain-ckr-device-memory = トークンの空き容量が足りません。
explain-ckr-device-removed = 使用中にトークンが抜かれました。
explain-ckr-domain-params-invalid = 鍵のパラメーター（楕円曲線など）をトークンが受け付けません。
explain-ckr-encrypted-data-invalid = 復号するデータが正しくないか、鍵が異なります。
explain-ckr-encrypted-data-len-range = 復号するデータの長さが正しくありません。
explain-ckr-exceeded-max-iterations = モジュールが、素数の生成などを上限回数まで試みましたが、成功しませんでした。
explain-ckr-fips-self-test-failed = モジュールまたはトークンの自己診断が失敗したため、動作が停止されています。
explain-ckr-function-canceled = 呼び出しが取り消されました（PIN パッドでの取り消しなど）。
explain-ckr-function-failed = 処理を実行できませんでした（理由は示されていません）。呼び出し直せる場合があります。
explain-ckr-function-not-parallel = 並行して実行中の処理はありません（古いプログラムからの呼び出しに対する応答です）。
explain-ckr-function-not-supported = モジュールがこの機能に対応していないか、このトークンでは使用できません（OpenSC は ePass2003 への EC 鍵の取り込みに対応していません）。
explain-ckr-function-rejected = トークンが操作を拒否しました（トークン上での確認操作が行われなかった場合など）。
explain-ckr-general-error = モジュールが失敗しましたが、理由は示されていません。C_GetTokenInfo の応答であれば、モジュールの世代（v1、v2）がトークンに合っていないことが多く、書き込みの応答であれば、空き容量がないか、同じ CKA_ID または同じ証明書がすでにあることが考えられます。
explain-ckr-host-memory = モジュールがコンピューターのメモリを確保できませんでした。
explain-ckr-information-sensitive = 求められた情報は秘密のため、取得できません。
explain-ckr-key-changed = 処理の開始時と鍵が変わっています。
explain-ckr-key-exhausted = 鍵の使用回数が上限に達しています。
explain-ckr-key-function-not-permitted = この鍵にはその用途が許可されていません（CKA_SIGN などが付いていません）。署名できない鍵では、どのプログラムもログインに使用できません。
explain-ckr-key-handle-invalid = 指定された鍵がトークン上に存在しません。
explain-ckr-key-indigestible = この鍵の値からハッシュ値を計算できません。
explain-ckr-key-needed = 処理の再開に鍵が必要です。
explain-ckr-key-not-needed = 不要な鍵が渡されました。
explain-ckr-key-not-wrappable = この鍵は、暗号化した形でもトークンから取り出せません。
explain-ckr-key-size-range = トークンがこの長さの鍵を受け付けません（OpenSC が ePass2003 で受け付ける RSA 鍵は 1024 ビットと 2048 ビットです）。
explain-ckr-key-type-inconsistent = 鍵の種類が、この方式に必要なものと異なります。
explain-ckr-key-unextractable = この鍵はトークンから取り出せません（CKA_EXTRACTABLE が false。正しい状態です）。
explain-ckr-library-load-failed = モジュールが、必要なライブラリを読み込めませんでした。
explain-ckr-mechanism-invalid = トークンがこの方式（メカニズム）に対応していません。一覧に載っていても使用できない場合があります。
explain-ckr-mechanism-param-invalid = 方式（メカニズム）には対応していますが、この設定（RSA-PSS や OAEP のハッシュ関数など）では使用できません。
explain-ckr-mutex-bad = プログラムがモジュールに渡したロック（mutex）が使用できません。
explain-ckr-mutex-not-locked = プログラムがモジュールに渡したロック（mutex）が、ロックされていません。
explain-ckr-need-to-create-threads = モジュールが必要とするスレッドの作成が許可されていません。
explain-ckr-new-pin-mode = ワンタイムパスワードのトークンが、先に新しい PIN の設定を求めています。
explain-ckr-next-otp = ワンタイムパスワードのトークンが、次のパスワードも求めています。
explain-ckr-no-event = 前回の確認以降、トークンの抜き差しはありません（エラーではありません）。
explain-ckr-object-handle-invalid = 指定されたオブジェクトがトークン上に存在しません。
explain-ckr-ok = 呼び出しは成功しました。
explain-ckr-operation-active = 同じセッションで、別の処理がまだ終わっていません。
explain-ckr-operation-cancel-failed = 実行中の処理を取り消せませんでした。
explain-ckr-operation-not-initialized = 開始されていない処理、またはエラーで終了した処理を続けようとしました。
explain-ckr-operation-not-validated = トークンの認証（FIPS 140 など）の対象外の処理であるため、許可されていません。
explain-ckr-parameter-set-not-supported = トークンがこのパラメーター（耐量子暗号の鍵など）に対応していません。
explain-ckr-pending = 処理はまだ実行中です（PKCS#11 3.2 の非同期呼び出し）。
explain-ckr-pin-expired = PIN の有効期限が切れているか、初期 PIN のままで変更が必要です。
explain-ckr-pin-incorrect = PIN が違います。
explain-ckr-pin-invalid = 新しい PIN に、トークンが受け付けない文字が含まれています。
explain-ckr-pin-len-range = PIN が短すぎるか長すぎます。OpenSC では、ログインせずに書き込んだ場合にもこの応答になります。
explain-ckr-pin-locked = PIN の誤入力が続いたため、ロックされています。
explain-ckr-pin-too-weak = 新しい PIN が単純すぎ、トークンの規則を満たしません。
explain-ckr-public-key-invalid = 公開鍵が正しくありません。
explain-ckr-random-no-rng = トークンに乱数生成器がありません。
explain-ckr-random-seed-not-supported = トークンの乱数生成器は、外部からの種の設定に対応していません。
explain-ckr-saved-state-invalid = 保存された処理の状態を使用できません。
explain-ckr-seed-random-required = 先にトークンの乱数生成器へ種を与える必要があります。
explain-ckr-session-async-not-supported = トークンが、非同期呼び出し用のセッションに対応していません。
explain-ckr-session-closed = 呼び出し中にセッションが閉じられました。
explain-ckr-session-count = トークンで同時に開けるセッション数の上限に達しています。
explain-ckr-session-exists = 開いているセッションがあるため、実行できません。
explain-ckr-session-handle-invalid = セッションが失われました。トークンが抜かれたか、モジュールが起動し直されています。
explain-ckr-session-parallel-not-supported = 現在のモジュールにはない種類のセッションが求められました。
explain-ckr-session-read-only = 読み取り専用のセッションです。
explain-ckr-session-read-only-exists = 読み取り専用のセッションが開いているため、SO はログインできません。
explain-ckr-session-read-write-so-exists = SO がログイン中のため、読み取り専用のセッションを開けません。
explain-ckr-signature-invalid = 署名がデータおよび鍵と一致しません。
explain-ckr-signature-len-range = 署名の長さが、この鍵ではあり得ない値です。
explain-ckr-slot-id-invalid = この番号のスロットはありません。リーダーが外されたか、スロット番号が振り直されています。
explain-ckr-state-unsaveable = この処理の状態は保存できません。
explain-ckr-template-incomplete = オブジェクトの作成に必要な属性が足りません。OpenSC は RSA 鍵の 2 つの素数を、openCryptoki は RSA 鍵の全要素を必要とします。
explain-ckr-template-inconsistent = 属性どうし、または属性とトークンの制限が矛盾しています（OpenSC での非公開の証明書など）。
explain-ckr-token-not-initialized = トークンが初期化されていません。
explain-ckr-token-not-present = スロットにトークンが挿さっていません。
explain-ckr-token-not-recognized = モジュールがトークンを認識できません。別のソフトウェア（メーカー製または OpenSC）で初期化されているか、別の製品です。
explain-ckr-token-resource-exceeded = トークンの資源（セッション、実行中の処理、作業用メモリなど）が足りません。
explain-ckr-token-write-protected = トークンは書き込み禁止になっています。
explain-ckr-unwrapping-key-handle-invalid = 受け渡し用の鍵がトークン上に存在しません。
explain-ckr-unwrapping-key-size-range = 受け渡し用の鍵の長さが、トークンの制限を外れています。
explain-ckr-unwrapping-key-type-inconsistent = 受け渡し用の鍵の種類が、この方式に必要なものと異なります。
explain-ckr-user-already-logged-in = ユーザーはすでにログインしています。
explain-ckr-user-another-already-logged-in = 別の種類の利用者（SO またはユーザー）がログイン中です。
explain-ckr-user-not-logged-in = この操作にはログインが必要です。OpenSC では、証明書の書き込みに失敗した後、モジュールを起動し直すまでこの応答が続きます。
explain-ckr-user-pin-not-initialized = トークンにユーザー PIN が設定されていません。
explain-ckr-user-too-many-types = 同時にログインできる利用者の種類の上限に達しています。
explain-ckr-user-type-invalid = トークンにその種類の利用者はいません（SO のないトークンもあります）。
explain-ckr-vendor-defined = この番号以降は、モジュールのメーカーが独自に定める値です。規格では意味が決まっていません。
explain-ckr-wrapped-key-invalid = 暗号化された鍵をトークンが復号できません。同じ番号（0x210A）が 2 種類の形式に使われており、解釈が異なる場合があります。
explain-ckr-wrapped-key-len-range = 暗号化された鍵の長さが正しくありません。
explain-ckr-wrapping-key-handle-invalid = 鍵の暗号化に使用する鍵がトークン上に存在しません。
explain-ckr-wrapping-key-size-range = 鍵の暗号化に使用する鍵の長さが、トークンの制限を外れています。
explain-ckr-wrapping-key-type-inconsistent = 鍵の暗号化に使用する鍵の種類が、この方式に必要なものと異なります。
explain-clock = 有効期限の判定、つまり削除してよいかどうかの判定は、コンピューターの時計に基づいて行います。
explain-clock-went-back = 作業記録に、前の行より前の時刻の行があります。時計が戻されています。
explain-connection = 実際のサーバーをトークンで試した結果です（check --connect）。TLS のハンドシェイクまでを行い、その後は何も送信しません。
explain-copies-outside = 秘密鍵はトークンの外で作られ、取り込まれたものです。元のファイルの複製は、トークンの保護の対象外です。
explain-core-dumps = 本プログラムの異常終了時に、メモリの内容（鍵を含む）がディスクに書き出されないようになっているかを示します。
explain-current = 証明書は本日の時点で有効です。
explain-cut = 作業記録の末尾の行が失われています。
explain-doubled-ids = 異なる鍵または証明書が、同じ CKA_ID を使用しています。Java や OpenVPN は CKA_ID で鍵と証明書を対応付けるため、取り違えるおそれがあります。macOS はこのようなトークンを受け付けません。
explain-doubled-labels = 残る複数の証明書が、同じラベルを使用しています。ラベルで選ぶプログラム（GnuTLS、OpenSSL、NSS のツール）は、最初のものを使用します。
explain-drift-id = トークンにすでにあるオブジェクトの CKA_ID が通常の値と異なるため、一部のプログラムで鍵と証明書が対応付けられない場合があります。
explain-drift-label = トークンにすでにあるオブジェクトのラベルが、書き込むはずだったラベルと異なります。
explain-ends-soon = 証明書の有効期限が 60 日以内に切れます。発行者からの更新案内の時期であり、新しい証明書を購入する時期です。
explain-expired = 証明書の有効期限が切れています。
explain-expired-identities = トークン上の、有効期限が切れた証明書と鍵の組です。
explain-flags-not-told = 新しい鍵の属性の一部をモジュールが示しません。ただし秘密鍵の値の読み取りは拒否されており、保護は確認できています。
explain-foreign = 作業記録に、別の作業記録または新しいバージョンの行があります。
explain-foreign-certificate = ファイル内に、どの鍵にも証明書チェーンにも属さない証明書があります（書き込みません）。
explain-formatted-by-opensc = トークンが OpenSC で初期化されています。メーカー製のソフトウェアと、それを利用するブラウザーからは見えません。OpenSC のモジュールで使用できます。
explain-formatted-by-vendor = OpenSC からトークンは見えますが、内部の形式を認識できません。メーカー製のソフトウェアで初期化されたトークンでは、このようになります。メーカー製のモジュールで使用できます。
explain-free-memory = トークンの空き容量です（示されない場合もあります）。足りるかどうかは、PKCS#12 ファイルを指定すると判定できます。
explain-gone-since = 正常に終了しなかった以前の処理の前にあったものが、削除の記録がないまま、トークンからなくなっています。
explain-handshake = 本プログラムの内部で TLS 1.2 と 1.3 を試し、クライアントの署名をトークンで行った結果です。サーバーでも同じ結果になります。
explain-handshake-trust = チェーンの最上位を信頼するサーバーから見た証明書の評価です。チェーンがそろっているか、有効期間内か、ログイン用の証明書かを示します。
explain-id-mismatch = 鍵と証明書は対応していますが、CKA_ID が異なるか、設定されていません。NSS（Firefox、Chromium）、Java、OpenVPN は CKA_ID だけで両者を対応付けるため、鍵が見つかりません。
explain-identity-on-another-token = 1 組の証明書と鍵は 1 個のトークンにだけ書き込みます。このトークンに書き込むべき組は、今回の実行または作業記録によれば別のトークンにあります。
explain-identity-twice = 一覧表の複数の行が同じ証明書と鍵の組を指しています（異なるトークン向けの可能性があります）。
explain-incomplete-chain = ファイル内の証明書チェーンが、ルートまでつながっていません。不足している発行者を知らないサーバーでは、証明書が拒否されます。
explain-issuer-of-kept = 残す証明書の発行者であるため、この CA 証明書も残します。
explain-journal-chain = 以前の処理の作業記録が、順序も内容も書かれたときのまま残っているかを示します。
explain-journal-place = 作業記録の保存場所と、書き込みの可否です。作業記録に残せない変更は、トークンに対して行いません。
explain-key-of-kept = 残す証明書の鍵であるため、この鍵も残します。
explain-key-size = PKCS#12 ファイルの鍵の種類と長さを、トークンが受け付けるかを示します。
explain-key-without-certificate = 証明書のない鍵は、古さが分からないため残します。
explain-leaf-is-ca = ログイン用の証明書ではなく、認証局（CA）自身の証明書です。
explain-leftovers = 以前の処理が中断され、書き込み途中のものがトークンに残っています。
explain-locked-memory = 鍵を、スワップファイルに書き出されないメモリに置けるかを示します。
explain-lone-key = ファイルに、対応する証明書のない秘密鍵が入っています（書き込みません）。
explain-lost-digits = 表計算ソフトが数値として保持するのは 15 桁までです。それより長いシリアル番号は数値のセルで丸められ、発行者が書いた番号ではなくなっています。
explain-memory = トークンの空き容量と、PKCS#12 ファイルの書き込みに必要な容量の目安です。
explain-misleading-local-key-id = ファイルに記録された鍵と証明書の対応が誤っているため、公開鍵に基づいて対応を判断しました。
explain-missing = 作業記録の途中の行が失われています。
explain-missing-bundle = 一覧表にある証明書と鍵の組が、どの PKCS#12 ファイルにも入っていません。
explain-module-crashes = モジュールを調べたプロセスが、モジュールの中で異常終了しました。必要なライブラリが合わないか、接続されている機器に対応していないことが考えられます。
explain-module-fits = このモジュールからトークンが見えます。ほかのコマンドも、このモジュールを使用します。
explain-module-for-other = モジュールが、本プログラムとは異なるプロセッサー、ビット数、または OS 用です。64 ビットのプログラムが読み込めるのは、64 ビットのモジュールだけです。
explain-module-hangs = モジュールから応答がないため、調べていたプロセスを終了しました。リーダー、サービス、またはほかのプログラムを待っていることが考えられます。
explain-module-not-loadable = OS がファイルを読み込めません。必要なライブラリがないか、ファイルが壊れています。
explain-module-refuses = PKCS#11 モジュールですが、起動しません。必要なサービスまたは設定がないことが考えられます。
explain-module-without-token = モジュールは起動しますが、トークンは見えません。
explain-no-chain = 発行者の証明書がファイルに入っていないため、トークンにも書き込まれません。その場合、Java、Firefox、Chromium は証明書を送信しません。
explain-no-client-authentication = 証明書の用途（拡張鍵用途）にクライアント認証が含まれていないため、サーバーに拒否されます。
explain-no-digital-signature = 証明書の鍵用途にデジタル署名が含まれていません。TLS でのログインにはデジタル署名が必要です。
explain-no-lookout = トークンの挿入は専用の処理が検出します。その処理が続けて何度も終了しました。モジュールが原因と考えられます。
explain-no-mac = ファイルに検査値（MAC）がないため、途中で変更されていないか確認できません。
explain-no-module = 起動できる PKCS#11 モジュールが見つかりません。モジュールがなければ、トークンは一切見えません。
explain-no-password = PKCS#12 ファイル用のパスワードファイルからパスワードを読み取れませんでした。
explain-no-pin = 一覧で指定された PIN ファイルから、トークンの PIN を読み取れませんでした。
explain-no-token = 初期化されたトークンが、どのモジュールからも見えません。トークンが挿さっていないか、サービスが動作していないか、適合するモジュールがありません。
explain-not-a-bundle = フォルダー内のファイルが PKCS#12 ファイルではありません。
explain-not-a-module = ファイルはライブラリですが、PKCS#11 モジュールではありません。
explain-not-a-serial = 証明書シリアルの列の内容が番号として読み取れません。
explain-not-an-identity = 証明書でも鍵でもないため、本プログラムの対象外です。
explain-not-named = tokendesk remove は、指定されたもの以外を変更しません。
explain-not-yet-valid = 証明書の有効期間はまだ始まっていません。事前に購入した証明書では正常な状態です。
explain-nothing-named = 一覧表の行に、証明書シリアルもファイル名もありません。
explain-observed = 途中に、すべての呼び出し（PIN を含む）を記録できるモジュールがあります。
explain-open-chain = 証明書の発行者がトークン上になく、チェーンがルートまでつながっていません。Java、Firefox、Chromium は発行者をトークン上で探し、サーバーが指定する発行者にたどり着けなければ証明書を送信しません。
explain-orphans = 対応する証明書のない鍵、または対応する鍵のない証明書です。単独の鍵は古さが分からないため、自動では削除しません。
explain-other-purpose = 証明書の鍵用途または拡張鍵用途に、TLS でのログインに必要なものが含まれておらず、サーバーに拒否されます。
explain-other-tokens = モジュールからトークンは見えますが、オプションで指定されたトークンではありません。
explain-password-form = ファイルは古いソフトウェアで作成されており、同じパスワードの別の文字表現で開きました。
explain-password-without-modes = PKCS#12 ファイル用のパスワードファイルが、誰でも読める媒体にあります。
explain-pin = トークンが示す、ユーザー PIN の状態です。
explain-plugged-in = OS が USB 上で認識している ePass2003 のメーカー（Feitian）のトークンです。モジュールから使用できるかどうかとは別です。
explain-reordered = 作業記録の行の順序が、書かれた順と異なります。
explain-repeated = 同じ鍵または証明書がファイルに重複して入っています（書き込むのは 1 つだけです）。
explain-revocation = 証明書の失効状態は確認しません（ネットワークには接続しません）。ファイル内の失効リストも書き込みません。
explain-revocation-lists = ファイル内の失効リストは書き込みません（トークン上の失効リストを参照するプログラムはありません）。
explain-same-identity = 同じ証明書と鍵の組が複数あります。配布は 1 回だけ行います。
explain-same-subject = 同じ名義の証明書と鍵の組が複数あり、一覧表でトークンが指定されていません。
explain-secrets = ファイル内の、秘密鍵ではない秘密情報は書き込みません。
explain-sensitive-not-shown = モジュールは CKA_SENSITIVE を false と表示しますが（OpenSC の特性です）、秘密鍵の値の読み取りは拒否されており、鍵は保護されています。
explain-serial-meaningless = トークンのシリアル番号が空か、すべて 0 のため、スロット番号で区別します。
explain-several-modules = 複数のモジュールから異なるトークンが見えるため、指定がなければ選べません。
explain-shared-pin-refused = すべてのトークンに共通の PIN が指定され、あるトークンがそれを拒否しました。拒否されるたびに残り回数が減るため、他のトークンでは試していません。
explain-shared-pin-unknown = 共通の PIN は、まず 1 個のトークンだけで試します。その処理が結果を返す前に終了したため、他のトークンでは試していません。
explain-slot-silent = スロットにトークンがあるはずですが、モジュールがその情報を示しません。
explain-starts-later = 書き込んだ証明書の有効期間はまだ始まっていません。開始までは、プログラムに拒否されます。
explain-stranger = 発行者の一覧表にない証明書と鍵の組が PKCS#12 ファイルに入っています。
explain-token-age = 最も古い証明書から分かる、トークンの使用開始時期です。古いファームウェアは、新しい鍵の長さに対応していない場合があります。
explain-token-already-served = 今回の実行で証明書を書き込んだトークンが再び挿入されましたが、その証明書が見つかりません。
explain-token-defective = このトークンは不良と記録されています。今後は何も書き込みません。
explain-token-finished = このトークンには書き込むべき組があり、期限切れのものも、中断された処理も残っていません。
explain-token-layout = ePass2003 は ATR で、ベンダーのソフトウェアと OpenSC のどちらでフォーマットされたかを示します。それぞれのモジュールで使用できるのは、同じソフトウェアでフォーマットされたトークンだけです。
explain-token-not-looked-at = トークンはシリアル番号を返しましたが、その後、内容を返しませんでした。
explain-token-of-nobody = 一覧表にこのトークンのシリアル番号がなく、トークンにある期限切れの証明書と同じ名前の組もありません。
explain-token-of-someone-else = 今回の一括処理に含まれない人の、有効な（またはこれから有効になる）証明書がトークンにあります。トークンは変更しません。
explain-token-refused-pin = 秘密ファイルにある PIN をトークンが拒否しました。同じ PIN を試すと残り回数がさらに減ります。
explain-token-same-serial = 同じシリアル番号のトークンが 2 個挿入されています。トークンはシリアル番号で区別するため、どちらも安全に選べません。
explain-token-silent = スロットにはトークンがあるはずですが、トークンが応答しません。
explain-token-tie = トークンの所有者と同じ名前の組が複数あり、どれを書き込むべきか決められません。
explain-token-twice = 一覧表の複数の行が同じトークンを指しています。1 個のトークンに書き込むのは 1 組だけです。
explain-token-uninitialised = トークンが初期化されていないため、PIN もオブジェクトの保存領域もありません。
explain-token-without-serial = トークンのシリアル番号が空か、すべて 0 です。一括処理ではシリアル番号だけでトークンを区別します。
explain-traced = 別のプロセス（デバッガーなど）が本プログラムを監視しており、メモリ上の秘密情報をすべて読み取れます。
explain-trailing-bytes = ファイルの内容の後に不明なデータがあります。ファイルが壊れているか、作成に誤りがあります。
explain-trailing-padding = ファイルの内容の後にゼロまたは改行がありますが、問題ありません。
explain-unknown-content = ファイル内に、種類の分からない内容があります（書き込みません）。
explain-unmatchable-key = ファイルに、対応していない種類の秘密鍵があり、どの証明書の鍵か判断できません。
explain-unreadable = 証明書または作業記録の行を読み取れません。読み取れない証明書は、有効期限が分からないため残します。
explain-unreadable-certificate = ファイル内に、読み取れない証明書があります（書き込みません）。
explain-unsupported-key = トークンに取り込めない種類の鍵です。
explain-unverified-signature = 証明書の署名方式をここでは検証できないため、発行者は名前だけで判断しました。
explain-valid-identities = トークンに残す証明書と鍵の組です（有効、有効期間前、または猶予内）。
explain-vendor-code = モジュールのメーカー独自のコードです。規格では、0x80000000 以降の意味はメーカーに任されています。
explain-weak-hash = 証明書チェーンの証明書の署名に、安全でないハッシュ関数（MD5、SHA-1）が使われています。サーバーに拒否される場合があります。
explain-weak-key = RSA 鍵が 2048 ビットより短いため、サーバーに拒否される場合があります。
explain-windows-store = Windows はトークンの証明書を利用者の証明書ストアに複製します。トークンから削除してもストアには残り、ブラウザーの選択画面に表示され続けます。
explain-wiped-memory = 本プログラムがメモリを解放するときに、秘密情報が残らないよう消去しているかを示します。
explain-within-margin = 有効期限は切れていますが、削除までの猶予（--expired-for）を過ぎていないため残します。
explain-wrap-not-refused-clearly = 新しい鍵を暗号化した形で取り出せないことは確認しましたが、取り出し禁止を示すコードではありませんでした。
explain-write-protection = トークンに書き込めるかを示します。
explain-wrong-generation = メーカー製のモジュールには 2 つの世代（v1、v2）があり、世代の合わないトークンでは失敗します。

## finding: PKCS#12 ファイルについての所見

finding-armoured = ファイルがテキスト形式（{ $form }）で包まれています。
finding-chain-expired = チェーンの CA 証明書が { $time } に有効期限切れになっています：{ $subject }
finding-current = 証明書は { $time } まで有効です。
finding-expired = 証明書は { $time } に有効期限が切れています。
finding-foreign-certificate = 次の証明書は、ファイル内のどの証明書と鍵の組にも属しません：{ $subject }（{ $sha256 }）
finding-incomplete-chain = 証明書チェーンが { $issuer } の手前で途切れています。
finding-leaf-is-ca = この鍵は認証局（CA）証明書のものです。
finding-lone-key = ファイル内に、対応する証明書のない秘密鍵があります：{ $key }
finding-misleading-local-key-id = ファイルの識別子（localKeyID）が鍵を誤った証明書（{ $sha256 }）に結び付けていたため、公開鍵に基づいて判断しました。
finding-no-chain = 発行者の証明書がファイルに入っていません：{ $issuer }
finding-no-client-authentication = 拡張鍵用途（extendedKeyUsage）に、クライアント認証が含まれていません。
finding-no-digital-signature = 鍵用途（keyUsage）に、TLS クライアントに必要なデジタル署名が含まれていません。
finding-no-mac = ファイルに検査値（MAC）がないため、途中で変更されていないか確認できません。
finding-not-yet-valid = 証明書は { $time } から有効になります。
finding-password-form = パスワードは、入力とは別の文字表現（{ $form }）で一致しました。ほかのソフトウェアでは、その表現で入力する必要があるかもしれません。
finding-password-form-absent = 空のパスワードではなく、パスワードなし
finding-password-form-bmp-string = 古い NSS で使われる BMPString（UTF-16）
finding-password-form-compatible = 英数字は半角、カナは全角の表現（Unicode NFKC）
finding-password-form-composed = 濁点やアクセントを 1 文字にまとめた表現（Unicode NFC）
finding-password-form-cp932 = 古い Windows 用ソフトウェアで使われる Shift_JIS（CP932）
finding-password-form-decomposed = 濁点やアクセントを別の文字に分けた表現（Unicode NFD）
finding-password-form-full-width = 全角の英数字と記号
finding-password-form-widened-cp932 = Shift_JIS（CP932）の各バイトを 1 文字とみなす、Windows 版の古い OpenSSL の表現
finding-password-form-widened-utf8 = UTF-8 の各バイトを 1 文字とみなす、古い OpenSSL の表現
finding-repeated = 同じ鍵または証明書が、ファイルに重複して入っています。
finding-revocation-lists = ファイル内の失効リスト（{ $count } 件）は無視しました。
finding-secrets = ファイル内の、秘密鍵ではない秘密情報（{ $count } 件）は無視しました。
finding-trailing-bytes = ファイルの内容の後に、不明なデータが { $bytes } バイト続いています。
finding-trailing-padding = ファイルの内容の後に、ゼロまたは改行が { $bytes } バイト続いています。
finding-unknown-content = ファイル内の不明な内容は無視しました：{ $kind }
finding-unmatchable-key = ファイル内に対応していない種類の秘密鍵があり、どの証明書の鍵か判断できません：{ $key }
finding-unreadable-certificate = ファイル内に、読み取れない証明書があります。
finding-unsupported-key = この種類の鍵は取り込めません：{ $key }
finding-unverified-signature = 次の証明書の署名は、このプログラムでは検証できない方式のため、発行者を名前だけで判断しました：{ $subject }
finding-weak-hash = 次の証明書の署名に、安全でないハッシュ関数が使われています：{ $subject }
finding-weak-key = RSA 鍵が { $bits } ビットしかありません。

## flaw: 一括処理の元データの問題点

flaw-ambiguous-row = この行に当てはまる証明書と鍵の組が複数あるため、いずれも配布しません：{ $list }
flaw-bundle-unfit = { $subject } は配布できません：{ $findings }
flaw-identity-twice = この証明書と鍵の組を指す行が複数あるため、配布しません：{ $lines } 行目
flaw-lost-digits = 列「{ $heading }」の数値 { $shown } は桁が失われており、元の値が分かりません
flaw-missing-bundle = この行に当てはまる PKCS#12 ファイル（開けるもの）がありません：{ $what }
flaw-not-a-bundle = PKCS#12 ファイルではないため、対象から除きました
flaw-not-a-serial = 「{ $text }」はシリアル番号（16進または10進）として読み取れません
flaw-nothing-named = 証明書シリアルもファイル名も記入されていません
flaw-of-bundle = { $bundle }：{ $what }
flaw-of-bundle-and-line = { $bundle }、一覧表の { $line } 行目：{ $what }
flaw-of-line = 一覧表の { $line } 行目：{ $what }
flaw-same-identity = { $first } と同じ証明書と鍵の組のため、対象から除きました
flaw-same-subject = { $subject } の証明書と鍵の組が複数あるため、トークンの所有者だけではどれを書き込むか決まりません。ほかのファイル：{ $others }
flaw-stranger = { $subject }（シリアル { $serial }）は一覧表にないため、配布しません
flaw-token-twice = トークン { $token } を指す行が複数あるため、いずれも使いません：{ $lines } 行目

## forecast: 有効期限の予定

forecast-column-certificate = 証明書
forecast-column-ends = 有効期限
forecast-column-left = 日数
forecast-column-order = 発注
forecast-cost = 更新 { $count } 件を { $medium } で購入：{ $count } × { $file } ＝ { $files } 円。既製トークン（UT）で購入：{ $count } × { $token } ＝ { $tokens } 円。
forecast-costs-more = 再利用のほうが { $sum } 円高くなります。
forecast-count-later = 有効期限がさらに先の証明書：{ $count } 枚。
forecast-count-long-ended = さらに以前に期限切れとなり、更新されていない証明書：{ $count } 枚。
forecast-count-renewed = 更新済みの証明書（同じサブジェクトで、より新しいものがあります）：{ $count } 枚。
forecast-days-ago = { $days } 日経過
forecast-days-left = { $days ->
    [0] 最終日
   *[other] 残り { $days } 日
}
forecast-defective = { $token }（不良品）
forecast-ended = 期限切れ
forecast-file = ファイル
forecast-later = 91日以降
forecast-nothing = 該当する証明書はありません。
forecast-notice = 発行者の更新対象一覧（{ $count } 件）
forecast-notice-due = 一覧にあり、ここでも期限が近いもの：{ $count } 件
forecast-notice-nameless = 一覧の { $line } 行目は名前がないため、対象外としました。
forecast-notice-renewed = 更新済み：{ $row }
forecast-notice-row = { $name }（証明書ID { $id }、{ $line } 行目）
forecast-notice-unknown = 一覧にあり、作業記録にないもの：{ $row }
forecast-notice-unlisted = 60日以内に期限を迎え、一覧にないもの：{ $name }（トークン { $token }、{ $day }）
forecast-order-by = { $day } まで
forecast-order-from = { $day } から
forecast-order-now = 至急（期限は { $day } でした）
forecast-saves = 再利用により { $sum } 円の節約になります。
forecast-title = 本日は { $today } です。前後 { $days } 日以内に有効期限を迎える（迎えた）、未更新の証明書：
forecast-untold = 次のトークンの証明書は、以前の形式の作業記録に記載がないため不明です：{ $list }。次の作業で記録されます。
forecast-within = { $days }日以内
forecast-workdays = 表示の期限までに発注すれば、旧証明書の期限の1か月前までに新証明書が届きます。発行には5営業日かかります（土日、祝日、12月29日から1月3日を除く）。有効期間の開始日は180日先まで指定できます。

## handshake: トークンを使ったTLSハンドシェイクの結果

handshake-answer = { $function } の応答：{ $code }
handshake-both = TLS 1.2 と 1.3 の両方で使用できます（{ $mechanisms }）。
handshake-identity = { $subject }：{ $verdict }
handshake-limit-key = 本プログラムの TLS は { $key } の鍵に対応していません
handshake-neither = TLS では使用できません（{ $why }）。このトークンではログインできません。--module で別のモジュールを試してください。それでも同じ場合、このトークンは TLS に適しません。
handshake-no-chain = { $subject }：発行者の証明書がトークンにないため、署名だけを検証しました。この状態では証明書を送らないプログラムが多くあります。チェーンも書き込むか、チェーンを含むファイルを使用してください。
handshake-not-for-clients = { $subject }：サーバーはこの証明書でのログインを拒否します。証明書または上位CAの拡張鍵用途（extendedKeyUsage）に、クライアント認証が含まれていません。クライアント認証用の証明書を発行者に依頼してください。
handshake-not-in-time = { $subject }：チェーンの証明書に、{ $time } の時点で有効でないものがあります。現在のCA証明書を発行者から入手してください。
handshake-not-judged = { $subject }：この証明書は本プログラムでは判定できません（{ $reason }）。サーバーでは使用できる場合があります。tokendesk check --connect HOST:PORT でお試しください。
handshake-not-tried = TLS での確認ができませんでした（{ $reason }）。トークンの良否は判定していません。
handshake-nothing = 有効な証明書と秘密鍵の組がトークンにないため、TLS の確認はできません。
handshake-own-padding = TLS 1.2 で使用できます。このトークンは { $missing } に対応していないため、TLS 1.3 で使用できるのは、RSA-PSS のパディングを自ら行うプログラム（{ $mechanism }）だけです。サーバーで TLS 1.2 を許可してください。
handshake-tls12-only = TLS 1.2 でのみ使用できます：{ $why }。TLS 1.3 を必須とするサーバーには接続できません。サーバーで TLS 1.2 を許可するか、トークンが対応していれば楕円曲線鍵の証明書を使用してください。
handshake-tls13-only = TLS 1.3 でのみ使用できます：{ $why }。TLS 1.2 までのサーバーには接続できません。
handshake-why-bad-signature = トークンによる署名（{ $mechanism }）を検証できません
handshake-why-no-pss = このトークンは RSA-PSS に対応していません（{ $answer }）
handshake-why-no-signature = トークンが { $scheme } で署名しません（{ $answer }）

## help: the command line's help

help-after = 終了コード: 0 完了、1 判定は「いいえ」、2 コマンドラインの誤り、3 同意なし、4 失敗（トークンは元のまま）、5 一部変更済み、6 状態不明、7 PIN、8 PKCS#12ファイル、9 トークンなし・複数、10 作業記録、70 本プログラムの不具合。
help-command-batch = 多数のPKCS#12ファイルをまとめて検査し、それぞれのトークンに書き込みます
help-command-change = 現在のPINを使ってユーザーPINを変更します
help-command-check = トークンが再利用できる状態か（PKCS#12ファイルに適しているか）を判定します
help-command-completions = シェルの補完スクリプトを標準出力に書き出します
help-command-doctor = このコンピューターの状態（モジュール、トークン、リーダーのサービス、時計、作業記録、保護）を確認します
help-command-explain = CKR_コードまたは所見のIDの意味と対処を表示します
help-command-forecast = 証明書の有効期限と、次の証明書の発注期限を表示します
help-command-history = いつ、誰が、どのトークンに何をしたか、トークンの経歴を表示します
help-command-import = PKCS#12ファイルの証明書と鍵の組を書き込み、署名で確認します
help-command-inspect = PKCS#12ファイルの内容と、書き込みに適しているかを表示します
help-command-journal = 作業記録を確認します
help-command-list = 接続中のトークン、その内容、有効期限を一覧表示します
help-command-man = マニュアルページを書き出します
help-command-mark-defective = トークンを不良品として登録、または登録を取り消します（接続は不要です）
help-command-pin = ユーザーPINを変更またはロック解除します
help-command-recover = 中断された作業の残りを、完了させるか元に戻します
help-command-remove = SHA-256で指定した証明書または単独の鍵を1つ削除します
help-command-report = 引渡書（トークンごとにA4用紙1枚）と一覧表を書き出します
help-command-reuse = 一連の作業を行います：確認、書き込み、署名確認、有効期限切れの削除
help-command-show = トークン1本の詳細（証明書と鍵の組、証明書チェーン、孤立オブジェクトなど）を表示します
help-command-tokendesk = 有効期限切れのUSBトークンを再利用します：期限切れの証明書と鍵の組を削除し、新しく購入したPKCS#12ファイルを書き込み、署名で確認します
help-command-unblock = SO PINを使ってユーザーPINを設定し直します
help-command-verify = 作業記録全体を読み直し、連鎖を検証します
help-command-wipe = 有効期限切れの証明書と鍵の組を削除します
help-example-batch =
    tokendesk batch /media/cdrom --list 依頼書.xlsx --dry-run
    tokendesk batch 一覧.csv --bundles /media/cdrom --column token=S/N --dry-run
help-example-change =
    tokendesk pin change
    {"    "}現在の PIN と、新しい PIN（2 回）を入力します
    tokendesk pin change --pin-file old --new-pin-file new
    {"    "}端末を使わずに変更します
help-example-check =
    tokendesk check
    {"    "}このトークンを再利用できるか判定します
    tokendesk check new.p12
    {"    "}このファイルを書き込めるかも判定します
    tokendesk check --handshake
    {"    "}サーバーなしで TLS 1.2 と 1.3 を試します
    tokendesk check --connect grid.example.jp:443
    {"    "}このサーバーへのログインを試します。ほかには何も送りません
    tokendesk check --pin-file pin --snippets
    {"    "}Firefox、Java、OpenVPN などの設定例も表示します
help-example-completions =
    tokendesk completions bash > ~/.local/share/bash-completion/completions/tokendesk
    {"    "}bash 用
help-example-doctor =
    tokendesk doctor
    {"    "}適合するモジュールと、ほかのモジュールの問題点を表示します（何も入力しません）
    tokendesk doctor --module /usr/lib/libcastle.so.1.0.0 --json
    {"    "}このモジュールだけを確認します（プログラム向けの出力）
help-example-explain =
    tokendesk explain CKR_PIN_LOCKED
    {"    "}ほかのプログラムが表示したコード
    tokendesk explain 0xA4
    {"    "}同じコードを番号で指定
    tokendesk explain orphans
    {"    "}所見のID（--jsonで表示されます）
help-example-forecast =
    tokendesk forecast
    {"    "}このパソコンの作業記録から、90 日以内に期限を迎えるもの
    tokendesk forecast --csv due.csv --ics due.ics
    {"    "}表計算ソフト用の表とカレンダーも書き出します
    tokendesk forecast desk-a/journal.jsonl desk-b/journal.jsonl --notice list.csv
    {"    "}複数のパソコンをまとめ、発行者の一覧と照合します
    tokendesk forecast --media CM --token-price 10500 --file-price 4900
    {"    "}更新にかかる費用も表示します
help-example-history =
    tokendesk history
    {"    "}このパソコンの作業記録にあるすべての作業（新しい順）
    tokendesk history --serial 56D646661BBC154E
    {"    "}トークン 1 本の経歴
    tokendesk history --since 2026-04-01 --operator sato --csv history.csv
    {"    "}表計算ソフト用のファイルも書き出します
    tokendesk history desk-a/journal.jsonl desk-b/journal.jsonl
    {"    "}このパソコンの代わりに、複数のパソコンの作業記録を読みます
help-example-import =
    tokendesk import new.p12
    {"    "}書き込みと署名確認だけを行い、何も削除しません
help-example-inspect =
    tokendesk inspect new.p12
    {"    "}パスワードを入力します
    tokendesk inspect new.p12 --password-file password --json
    {"    "}プログラム向けの出力です
help-example-list =
    tokendesk list
    {"    "}接続中のすべてのトークンを表示します
    tokendesk list --module /usr/lib/libcastle.so.1.0.0 --json
    {"    "}モジュールを指定します（プログラム向けの出力）
help-example-man =
    tokendesk man --dir man
    {"    "}全コマンドのページを書き出します
help-example-mark-defective =
    tokendesk mark-defective --serial 56D646661BBC154E --reason コネクター破損
    {"    "}以後、このトークンには書き込みません
    tokendesk mark-defective --serial 56D646661BBC154E --clear
    {"    "}登録を取り消します
help-example-recover =
    tokendesk recover --dry-run
    {"    "}中断された処理が残したものと、その扱いを表示します
    tokendesk recover
    {"    "}整理します
help-example-remove =
    tokendesk remove --certificate SHA256
    {"    "}SHA256 は tokendesk show で確認できます
help-example-report =
    tokendesk report --html sheets.html
    {"    "}本日書き込んだすべてのトークン
    tokendesk report --serial 56D646661BBC154E --html sheet.html
    {"    "}このトークンへの最後の書き込み
    tokendesk report --day 2026-11-23 --html sheets.html --csv sheets.csv
    {"    "}指定した日の分（表も書き出します）
help-example-reuse =
    tokendesk reuse new.p12
    {"    "}パスワードと PIN を入力し、実行計画を確認して同意します
    tokendesk reuse new.p12 --dry-run
    {"    "}実行計画だけを表示します
    tokendesk reuse new.p12 --serial S --pin-file pin --password-file password --confirm S
    {"    "}端末を使わずに実行します
help-example-show =
    tokendesk show
    {"    "}何も入力しません
    tokendesk show --pin-file pin --pem certificates
    {"    "}ログインして表示し、証明書をファイルにも書き出します
help-example-unblock =
    tokendesk pin unblock
    {"    "}SO PIN（PUK）と、新しい PIN（2 回）を入力します
help-example-verify =
    tokendesk journal verify
    {"    "}既定の場所の作業記録を検証します
    tokendesk journal verify --journal copy.jsonl
    {"    "}複写を検証します
help-example-wipe =
    tokendesk wipe
    {"    "}期限が切れて 1 日を超えたものを削除します
    tokendesk wipe --expired-for 30 --dry-run
    {"    "}期限が切れて 30 日を超えたものを表示します（変更しません）
help-heading-arguments = 引数
help-heading-choices = 書き込みと削除の指定
help-heading-commands = コマンド
help-heading-consent = 同意
help-heading-examples = 例
help-heading-options = オプション
help-heading-output = 出力
help-heading-secrets = PINとパスワード
help-heading-token = トークン
help-heading-usage = 使い方
help-option-allow-passwords-in-list = 一覧表の列に書かれたパスワードを使います（ファイルを入手した人は誰でも読める状態です）
help-option-batch = この名前（batchの最後に表示されるもの）の一括処理のすべての作業
help-option-bundle = PKCS#12ファイル（.p12、.pfx）
help-option-bundles = 一覧表のPKCS#12ファイルがあるフォルダー（省略時は一覧表と同じフォルダー）
help-option-by-operator = この作業者（アカウント）の作業だけを表示します
help-option-ca = サーバー証明書の検証に、システムが信頼するルート証明書の代わりに、このファイルのルート証明書を使います
help-option-certificate = このSHA-256の証明書を削除します。同じ鍵の証明書がほかになければ鍵も削除します
help-option-clear = 登録を取り消し、再び使えるようにします
help-option-code = CKR_で始まる名前、番号（10進数、または0xを付けた16進数）、所見または失敗のID
help-option-color = 色を使うかどうか：auto、always、never
help-option-columns = 一覧表の見出し。COLUMN は certificate、certificate-id、token、person、bundle、pin-file、password-file、password のいずれか
help-option-confirm = このシリアル番号のトークンに対する実行計画に、質問なしで同意します
help-option-connect = このサーバーにトークンの証明書で接続できるかも試します。サーバー証明書を検証し、ハンドシェイクの後は何も送信しません
help-option-csv = 表計算ソフト用の表（BOM付きUTF-8のCSV）もこのファイルに書き出します。「-」を指定すると、結果の代わりに標準出力に書き出します
help-option-custody = 秘密鍵をトークンに渡す方法。auto はトークンが対応していれば暗号化して渡し、wrapped は暗号化できない場合に中止し、direct は暗号化を試みません
help-option-day = この日のすべての作業（何も指定しなければ本日）
help-option-dir = 全コマンドのページをこのフォルダーに書き出します
help-option-dry-run = 実行計画の表示で終了します。トークンは読み取りのみです
help-option-expired-for = 有効期限切れからこの日数を超えたものだけを削除します
help-option-file-price = この媒体の証明書1枚の価格（円）
help-option-handshake = TLS 1.2 と 1.3 のハンドシェイクも、トークンの署名を使って本プログラムの内部で試します
help-option-help = このヘルプを表示します
help-option-html = 印刷用のページをこのファイルに書き出します。「-」を指定すると、結果の代わりに標準出力に書き出します
help-option-ics = カレンダー（iCalendar）もこのファイルに書き出します。「-」を指定すると、結果の代わりに標準出力に書き出します
help-option-jobs = 同時に処理するトークンの数（トークンごとに専用のプロセスで処理します）
help-option-journal = 作業記録のファイル。省略時は状態フォルダーの tokendesk/journal.jsonl
help-option-journals = このパソコンの作業記録の代わりに、指定した作業記録（複数のパソコンも可）を読みます
help-option-json = --output json と同じです
help-option-key = このSHA-256の、証明書のない鍵を削除します
help-option-label = このラベルのトークン（1本だけの場合）
help-option-lang = 言語：en または ja
help-option-leaf = このSHA-256の証明書を持つ組をPKCS#12ファイルから選びます
help-option-list = 発行者の一覧表。一覧表にないものは対象から除き、足りないものを示します
help-option-media = 次の証明書の媒体コード：DL、CD、CM、UM
help-option-module = PKCS#11モジュール。省略時は既知の場所を探します
help-option-new-pin-command = このコマンドの出力を新しいPINとします
help-option-new-pin-fd = この記述子から新しいPINを読みます
help-option-new-pin-file = このファイルから新しいPINを読みます（本人だけが読めるファイル）
help-option-no-handshake = 有効期限切れの組を削除する前の、TLS での確認を行いません
help-option-no-root = 証明書チェーンのルート証明書を書き込みません
help-option-notice = 発行者の更新対象一覧（CSVまたはXLSX、「CN」と「証明書ID」の列）を作業記録と照合します
help-option-object-label = 新しいオブジェクトのラベル（証明書のCNの代わり）
help-option-of-certificate = この証明書に関する作業だけを表示します：SHA-256（先頭8桁以上でも可）、証明書シリアル番号、またはサブジェクトの一部
help-option-old-first = 書き込みの前に有効期限切れの組を削除します（両方を入れる空きがないトークン用）
help-option-oldest-first = 古い順に表示します
help-option-output = 標準出力の形式：human、json、jsonl
help-option-password-command = このコマンドの出力をPKCS#12ファイルのパスワードとします
help-option-password-fd = この記述子からPKCS#12ファイルのパスワードを読みます
help-option-password-file = このファイルからPKCS#12ファイルのパスワードを読みます（本人だけが読めるファイル）
help-option-pem = すべての証明書をPEM形式でこのフォルダーにも書き出します
help-option-pin-command = このコマンドの出力をPINとします
help-option-pin-fd = この記述子からPINを読みます
help-option-pin-file = このファイルからPINを読みます（本人だけが読めるファイル）
help-option-plan = --dry-run が表示したダイジェストの実行計画に限り、質問なしで同意します
help-option-quiet = 警告、エラー、結果だけを表示します
help-option-reason = 理由。このトークンを使おうとした人に表示されます
help-option-require-witness = remove と --old-first で立会人を必須にします：named（氏名の申告で可）、present（本人が端末で回答）
help-option-run = この番号（先頭の数桁でも可）の作業。番号は history --json と history --csv で確認できます
help-option-serial = このシリアル番号のトークン
help-option-shell = シェル
help-option-since = この日以降の作業だけを表示します（例：2026-04-01）
help-option-slot = このスロットのトークン
help-option-snippets = Firefox、Chromium、Java、OpenVPNなどから証明書と鍵の組がどう見えるか、そのPKCS#11 URI、設定例も表示します
help-option-so-pin-command = このコマンドの出力をSO PIN（PUK）とします
help-option-so-pin-fd = この記述子からSO PIN（PUK）を読みます
help-option-so-pin-file = このファイルからSO PIN（PUK）を読みます（本人だけが読めるファイル）
help-option-source = PKCS#12ファイルのあるフォルダー、または発行者の一覧表（CSV・XLSX）
help-option-subject = サブジェクトにこの文字列を含む組をPKCS#12ファイルから選びます
help-option-token-price = 既製トークン（UT）の証明書1枚の価格（円）
help-option-until = この日以前の作業だけを表示します
help-option-uri = このPKCS#11 URIが示すトークン（RFC 7512）
help-option-use-last-try = PINの残り試行回数が1回でも使用します
help-option-verbose = 標準エラー出力に詳細を表示します。2つ付けるとさらに詳しくなります
help-option-version = バージョンを表示します
help-option-wait = 最後のトークンの後、次の挿入を待つ秒数。省略時は、端末に作業者がいる間、待ち続けます
help-option-within = 何日以内（前後）の証明書を表示するか
help-option-witness = 作業者の同意の後、立会人の氏名と同意も端末で確認します
help-option-witnessed-by = 端末がない場合に、確認した立会人の氏名を申告します。作業記録には作業者の申告と記録されます
help-option-worksheet = 一覧表のあるシートの名前

## history: 作業記録に残る作業とトークンの経歴

history-column-command = コマンド
history-column-desk = 作業記録
history-column-operator = 作業者
history-column-result = 結果
history-column-token = トークン
history-column-what = 内容
history-column-when = 日時
history-consent-confirm = オプションで指定（--confirm）
history-consent-plan = オプションで指定（--plan）
history-consent-terminal = 端末で回答
history-count = { $count } 件。
history-custody-before = 以前からトークンに保存
history-custody-direct = 暗号化せずに受け渡し
history-custody-wrapped = 暗号化して受け渡し（{ $mechanism }）
history-defective = 不良品（{ $since }、登録者 { $operator }）：{ $reason }
history-field-failed = 失敗・中断の回数
history-field-first = 最初の記録
history-field-held = 最後の作業後の証明書
history-field-last = 最後の作業
history-field-refusals = PIN が拒否された回数
history-field-runs = 作業回数
history-field-use = 使用区分
history-field-written = 書き込み・署名確認の回数
history-gaps = 作業記録の一部を読み取れませんでした。その部分の内容は含まれていません。tokendesk journal verify で確認してください。
history-held = { $name }（{ $until } まで）
history-in-use = 使用中
history-nothing = 該当する作業はありません。
history-operator-and-witness = { $operator }（立会人 { $witness }）
history-result-cut-off = 終了の記録なし
history-result-declined = 同意なし
history-result-done = 完了
history-result-failed = 失敗（終了コード { $exit }）
history-result-nothing-to-do = 対処不要
history-result-planned = 計画のみ
history-unknown-token = トークン { $serial } の記録はありません。
history-unreadable-file = ファイルの続きを読み取れません：{ $reason }
history-what-cleared = 不良品の登録を取り消し
history-what-cleared-reason = 不良品の登録を取り消し：{ $reason }
history-what-marked = 不良品として登録：{ $reason }
history-what-new = 書き込み：{ $certificate }
history-what-refused = PIN の拒否
history-what-removed = 削除：{ $certificate }
history-what-undone = 失敗のため元に戻しました
history-witness-stated = { $witness }（作業者の申告）

## keep: オブジェクトを残す理由

keep-cannot-pair = 鍵と証明書の対応が判断できません
keep-current = 有効です
keep-issuer-of-kept = 残す証明書の発行者です
keep-key-of-kept = 残す証明書の鍵です
keep-key-without-certificate = 対応する証明書がなく、期限が分かりません
keep-not-an-identity = 証明書でも鍵の組でもありません
keep-not-named = 指定されていません
keep-not-yet-valid = 有効期間の開始前です
keep-unreadable = 読み取れないため、有効期間が分かりません
keep-within-margin = 期限切れですが、猶予（--expired-for、{ $days } 日）以内です

## looks: PKCS#12 ではないファイルの見た目

looks-certificate = 鍵のない証明書
looks-certificate-collection = 鍵のない証明書の集まり（PKCS#7）
looks-certificate-request = 証明書署名要求（CSR）
looks-java-keystore = Java キーストア
looks-pdf-document = PDF 文書
looks-private-key = 証明書のない秘密鍵
looks-ssh-key = SSH 鍵
looks-web-page = Web ページ
looks-zeros = ゼロだけのデータ
looks-zip-archive = ZIP ファイル

## notice: 標準エラー出力の行

notice-journal-damaged = 作業記録 { $file } の末尾 { $bytes } バイトは記録の行ではありません（異常終了または他のプログラムによるものです）。そのまま残し、新しい行を続けます。
notice-our-fault = 本プログラムの不具合が発生しました。続ける前に `tokendesk show` でトークンを確認し、不具合をご報告ください。
notice-secret-without-modes = { $file } はファイルのアクセス権を設定できない媒体（{ $medium }）にあり、誰でも読める状態です。
notice-unknown-serial = トークン { $serial } の以前の作業は記録されていません。シリアル番号に誤りがないか確認してください。
notice-warning = { "警告：" }

## object: トークン内のオブジェクトの種類

object-certificate = 証明書
object-data = データオブジェクト
object-other = その他のオブジェクト
object-private-key = 秘密鍵
object-public-key = 公開鍵
object-secret-key = 共通鍵

## pair: ほかのプログラムからの見え方

pair-by-uri = URI 指定
pair-found = 見つかります
pair-heading = ほかのプログラムからの見え方
pair-no-id = 見つかりません（証明書に CKA_ID がありません）
pair-no-key-of-id = 見つかりません（証明書と同じ CKA_ID の秘密鍵がありません）
pair-no-label = 見つかりません（証明書にラベルがありません）
pair-private-certificate = 見つかりません（証明書の表示にログインが必要です）
pair-several-of-id = 確定できません（同じ CKA_ID の証明書または鍵が複数あります）

## panic: プログラム自身の異常

panic-line = プログラムの内部で異常が発生しました（{ $place }）。

## progress: what is being done, on a terminal

progress-checking-bundles = PKCS#12ファイルを検査しています：{ $done }／{ $of }
progress-checking-bundles-left = PKCS#12ファイルを検査しています：{ $done }／{ $of }（残り約 { $seconds } 秒）
progress-deriving-contents = パスワードで証明書を復号しています（{ $iterations } 回の計算）
progress-deriving-integrity = パスワードとファイルを検査しています（{ $iterations } 回の計算）
progress-deriving-key = パスワードで秘密鍵を復号しています（{ $iterations } 回の計算）
progress-handshaking = TLS 1.2 と 1.3 を本プログラムの内部で試しています
progress-logged-in = PIN が受け付けられました
progress-looking = トークンを確認しています
progress-opening-bundle = PKCS#12ファイルを開いています
progress-planned = 実行計画を作成しました
progress-proving = トークンで署名し、検証しています
progress-removing = オブジェクトを削除しています（{ $nth }／{ $of }）
progress-undoing = 書き込んだものを元に戻しています
progress-writing = オブジェクトを書き込んでいます（{ $nth }／{ $of }）

## prompt: 秘密情報の入力

prompt-bundle-password = { $file } のパスワード
prompt-new-pin = トークンの新しい PIN
prompt-new-pin-again = トークンの新しい PIN（確認のためもう一度）
prompt-pin = トークン { $serial } の PIN
prompt-puk = トークン { $serial } の PUK または SO PIN
prompt-witness = 立会人の氏名

## remark: 結果についての注意

remark-bundle-stays = ファイル { $file }（SHA-256 { $sha256 }）には秘密鍵が残っています。これまでどおり厳重に保管するか、削除してください。
remark-copies-outside = 鍵は取り込まれました。ただし、ファイルのほかのコピーはトークンによる保護の対象外です。
remark-drift-id = すでにトークン上にあった{ $class }の CKA_ID が { $found } で、通常の値と異なります。変更していません。
remark-drift-label = すでにトークン上にあった{ $class }のラベルは「{ $found }」です。変更していません。
remark-drift-no-id = すでにトークン上にあった{ $class }に CKA_ID がありません。変更していません。
remark-flags-not-told = モジュールが鍵の属性の一部を示しませんが、秘密鍵の値の読み取りは拒否されています。
remark-gone-since = このトークンでの以前の作業が中断または失敗しており、その前にあったものがなくなっています：{ $list }。今回の作業で削除したものではありません。
remark-observed = 本プログラムとトークンの間に、すべての呼び出しを記録できるモジュール（{ $observer }）があります。PINと、暗号化せずに渡したものはすべて見えています。
remark-sensitive-not-shown = モジュールは CKA_SENSITIVE を偽と表示しますが、秘密鍵の値の読み取りは拒否されており、鍵は保護されています。
remark-serial-meaningless = このトークンのシリアル番号では区別できないため、スロット番号で識別します。
remark-starts-later = 新しい証明書は { $time } から有効です。それまでは、ほかのプログラムで使用できません。
remark-traced = 別のプロセスが本プログラムを監視しています（{ $process }）。メモリー内の秘密をすべて読み取ることができます。
remark-wrap-not-refused-clearly = 新しい鍵の暗号化した取り出しをトークンに求めたところ、取り出せませんでしたが、応答からは取り出し禁止であるとは確認できませんでした。

## remedy: 失敗への対処

remedy-bad-signature = 書き込んだものは元に戻しています（トークンへの影響をご確認ください）。--module で別のモジュールを試してください。再発する場合はトークンの故障が考えられます。
remedy-bundle-content-damaged = 発行元から提供されたファイルを、もう一度ダウンロードまたはコピーしてください。
remedy-bundle-damaged = 発行元から提供されたファイルを、もう一度ダウンロードまたはコピーしてください。
remedy-bundle-empty = 発行元から提供されたファイルを、もう一度ダウンロードまたはコピーしてください。
remedy-bundle-too-large = 正しいファイルか確認してください。PKCS#12 ファイルは通常、数キロバイトです。
remedy-bundle-unreadable = パス、媒体、読み取り権限を確認してください。
remedy-call-failed = トークンを挿し直して、もう一度実行してください。再発する場合は、表示されたコードをトークンの管理者に伝えてください。
remedy-clock-before-build = 期限切れの判定は時計に基づきます。このコンピューターの日付と時刻を正しく設定してから、もう一度実行してください。
remedy-clock-before-journal = 期限切れの判定は時計に基づきます。このコンピューターの日付と時刻を正しく設定してから、もう一度実行してください。
remedy-clock-far-after-build = 期限切れの判定は時計に基づきます。このコンピューターの日付と時刻を正しく設定してから、もう一度実行してください。
remedy-column-twice = --column { $column }=見出し で、正しい方を指定してください。
remedy-data-invalid = PIN を確かめ、トークンを挿し直してから、もう一度実行してください。
remedy-declined = 対処は不要です。もう一度実行すると、改めて確認します。
remedy-exposed = 書き込んだ鍵は元に戻しています（トークンへの影響をご確認ください）。このトークンまたはモジュールを鍵の保管に使用せず、別のものを使用してください。
remedy-file-not-writable = 書き込み権限のある既存のフォルダーを指定してください。
remedy-id-taken = そのオブジェクトが期限切れなら先に tokendesk wipe を実行してください。そうでなければ tokendesk remove で指定して削除するか、別のトークンを使用してください。
remedy-interrupted = 同じコマンドをもう一度実行してください。まずトークンの状態を確認し、その状態から処理を続けます。
remedy-journal-busy = 別の処理が終わるのを待ってから、もう一度実行してください。
remedy-journal-flush = ディスクを点検するか、--journal で別のディスク上の場所を指定してから、もう一度実行してください。
remedy-journal-folder = 作業記録に残せない操作は、トークンに対して行っていません。--journal で別の場所を指定するか、この場所に書き込めるようにしてから、もう一度実行してください。
remedy-journal-line = tokendesk 自体の不具合です。同じコマンドに -v を付けて実行し、その出力を添えてご報告ください。
remedy-journal-lock = このファイルシステムはロックに対応していない可能性があります。--journal でローカルディスク上の場所を指定してください。
remedy-journal-no-run = tokendesk 自体の不具合です。同じコマンドに -v を付けて実行し、その出力を添えてご報告ください。
remedy-journal-not-a-file = --journal でファイルを指定してください。
remedy-journal-not-a-journal = --journal で別のファイルを指定するか、このファイルを移動してください。
remedy-journal-open = ファイルの書き込み権限を確かめるか、--journal で別の場所を指定してから、もう一度実行してください。
remedy-journal-read = ファイルの読み取り権限を確かめるか、--journal で別の場所を指定してください。
remedy-journal-unreliable = ディスクを点検してから、もう一度実行してください。
remedy-journal-unsound = 何も変更していません。tokendesk journal verify で内容を確認し、ファイルを別の場所に保管してから、新しい作業記録（--journal）で続けてください。
remedy-journal-write = ディスクの空き容量を確保するか、--journal で別の場所を指定してから、もう一度実行してください。
remedy-key-is-not-lone = tokendesk remove --certificate で証明書を削除してください。鍵も一緒に削除されます。
remedy-key-mismatch = ファイルの作成に誤りがあります。発行元に再発行を依頼してください。
remedy-key-not-taken = このファイルには別のトークンを使用するか、別の種類の鍵を発行元に依頼してください。
remedy-key-too-large = このファイルには別のトークンを使用するか、より短い鍵を発行元に依頼してください。
remedy-key-without-id = tokendesk remove --key に SHA-256（tokendesk show で確認できます）を指定して単独の鍵を削除してから、もう一度実行してください。
remedy-last-try = PIN は送信していません。次に間違えるとトークンがロックされます。PIN が確実に正しい場合に限り、--use-last-try を付けて実行してください。
remedy-left-open = 先に tokendesk recover を実行するか、以前のファイルで同じコマンドをもう一度実行してください。
remedy-list-empty = 発行者から返送された、記入済みの一覧表を指定してください。
remedy-list-encoding = Excel ブック（.xlsx）または UTF-8 の CSV として保存し直してください。
remedy-list-headings = --column certificate=見出し または --column bundle=見出し で、該当する見出しを指定してください。
remedy-list-too-large = 発行者の一覧表そのものを指定してください。
remedy-list-unreadable = パスとアクセス権を確認してください。
remedy-lost = このトークンには、これ以上何も実行しないでください。この出力を控えて、トークンの管理者に連絡してください。
remedy-marked-defective = 別のトークンを使ってください。問題がないと確認できた場合は tokendesk mark-defective --serial SERIAL --clear で登録を取り消してから、もう一度実行してください。
remedy-module-nonsense = PKCS#11 モジュールを更新するか、--module で別のモジュールを指定してください。
remedy-module-not-loadable = パスと、モジュールがこの OS とプロセッサー（64 ビット）向けのものであることを確認してください。
remedy-needs-algorithm = AES-256 で暗号化されたファイルを発行元に依頼するか、付属のソフトウェアで変換してください。
remedy-needs-algorithm-for-key = RSA 鍵、または P-256・P-384・P-521 の楕円曲線（EC）鍵の証明書を発行元に依頼してください。
remedy-no-bundles = 発行者の PKCS#12 ファイルがあるフォルダーを指定してください。一覧表を指定する場合は --bundles でフォルダーを指定できます。
remedy-no-certificate = 秘密鍵と証明書の両方を含むファイルを発行元に依頼してください。
remedy-no-key = 秘密鍵を含むファイルを発行元に依頼してください。ブラウザーや Windows から書き出した場合は、秘密鍵を含めて書き出し直してください。
remedy-no-module = トークンのソフトウェアまたは OpenSC をインストールするか、--module でモジュールを指定してください。
remedy-no-module-with-token = トークンを挿してください。挿してある場合は、リーダーとそのサービスを確認するか、--module でモジュールを指定してください。
remedy-no-room = --old-first を指定すると、期限切れの証明書と鍵の組を先に削除してから新しい組を書き込みます（別途、同意が必要です）。
remedy-no-so-pin = 利用者の PIN が分からない場合は、別のトークンを使用してください。このトークンの PIN は、本プログラムでは再設定できません。
remedy-no-such-heading = --column の指定を直してください。
remedy-no-such-leaf = --leaf に SHA-256 を指定するか、--subject で、入っているものから選んでください。
remedy-no-such-object = tokendesk show に表示される値をコピーしてください。
remedy-no-such-token = 正しいトークンを挿すか、--serial、--label、--slot、--uri の指定を直してください。
remedy-no-such-worksheet = --worksheet の指定を直してください。
remedy-no-tls = 有効期限切れの組は残しています。このままトークンを TLS 用に引き渡さないでください。別のモジュール（--module）で改善する場合があり、その場合は現在の状態から処理を続けます。TLS で使用しないトークンの場合は、同じコマンドに --no-handshake を付けて実行してください。
remedy-no-token = トークンを挿してください。挿してある場合は、リーダーとそのサービスを確認するか、--module でモジュールを指定してください。
remedy-nobody-to-ask = --confirm にトークンのシリアル番号を指定するか、--plan に --dry-run で表示されるダイジェストを指定して、同意してください。
remedy-nobody-to-ask-for-batch = --plan に --dry-run で表示されるダイジェストを指定して、処理全体に同意してください。
remedy-nobody-to-witness = 端末で実行してください。職場の規定で認められている場合は、--witnessed-by 氏名 で確認者を申告できます（作業記録には作業者の申告と記録されます）。
remedy-none-initialised = tokendesk はトークンの初期化を行いません。トークン付属のソフトウェアで初期化してください。
remedy-not-a-digest = tokendesk show または tokendesk inspect に表示される値をコピーしてください。
remedy-not-a-module = トークンの PKCS#11 モジュールを --module で指定してください。
remedy-not-a-uri = pkcs11:serial=… の形で、RFC 7512 に従って記述してください。
remedy-not-logged-in = ほかのプログラムがログアウトした可能性があります。そのプログラムを終了してから、もう一度実行してください。
remedy-not-pkcs12 = 秘密鍵と証明書を含む .p12 または .pfx ファイルを指定してください。
remedy-not-pkcs12-but = 秘密鍵と証明書の両方を含む .p12 または .pfx ファイルを指定してください。証明書だけでは使用できません。
remedy-not-removable = トークンを抜いて差し直し、同じコマンドをもう一度実行してください。それでも残る場合、どのプログラムでも削除できません。容量を占め、プログラムに表示されることがありますが、ほかの証明書と鍵には影響しません。支障がある場合は、そのトークンの使用をやめてください。
remedy-not-removed = tokendesk wipe を実行してください。もう一度削除を試み、結果を表示します。
remedy-not-roots = サーバー証明書の認証局のルート証明書（PEM または DER）のファイルを指定してください。
remedy-not-supported = このトークン用の別のモジュールを --module で指定してください。適合するかどうかは tokendesk check BUNDLE で事前に確認できます。
remedy-not-wrapped = 暗号化せずに渡してよければ --custody auto を指定してもう一度実行してください。そうでなければ別のトークンかモジュールを使ってください。
remedy-not-written = PKCS#11 モジュールを更新するか、--module で別のモジュールを指定してください。再発する場合はトークンの故障が考えられます。
remedy-nothing-on-offer = それぞれの問題は上に示したとおりです。対処してから、もう一度実行してください。
remedy-nothing-written = tokendesk history で作業を確認し、トークン（--serial）、作業（--run）、一括処理（--batch）、日付（--day）のいずれかを指定してください。証明書が作業記録に記載される前の作業からは、引渡書を作成できません。
remedy-notice-column-missing = 一覧には「CN」と「証明書ID」の見出しの列が必要です。見出しを直してから、もう一度実行してください。
remedy-notice-unreadable = 一覧をCSV（UTF-8またはShift_JIS）またはExcelブック（.xlsx）として保存し直してから、もう一度実行してください。
remedy-object-not-there = トークンを使用しているほかのプログラムを終了してから、コマンドをもう一度実行してください。
remedy-other-bundle = 検査の後でファイルが差し替えられています。経緯を確認してから一括処理をやり直してください（すべてのファイルを検査し直します）。
remedy-other-plan = トークン、ファイル、オプションのいずれかが、確認時（--dry-run）と異なります。--dry-run で新しい実行計画を確認し、そのダイジェストに同意してください。
remedy-other-token = 正しいトークンを挿すか、このトークンに対して同意してください。
remedy-passwords-in-list = パスワードは本人だけが読めるファイルに保存し、「パスワードファイル」列にファイル名を記入してください。危険を承知の上で使う場合は --allow-passwords-in-list を指定してください。
remedy-passwords-without-files = 「ファイル名」列を加えるか、各 PKCS#12 ファイルの隣に「ファイル名.p12.password」としてパスワードのファイルを置いてください。
remedy-pin-expired = tokendesk pin change で PIN を変更してから、コマンドをもう一度実行してください。
remedy-pin-form = 入力可能回数は消費していません。PIN とその長さを確かめてから、もう一度実行してください。
remedy-pin-length = PIN は送信していないため、入力可能回数は消費していません。PIN を確かめてから、もう一度実行してください。
remedy-pin-locked = PUK または SO PIN で解除する（tokendesk pin unblock）か、トークンの管理者に連絡してください。PIN はこれ以上送信していません。
remedy-pin-refused = 入力可能回数を 1 回消費しました。PIN の再入力は自動では行いません。誤りが続くと PIN がロックされます。このトークンの正しい PIN を確かめてから、もう一度実行してください。
remedy-pin-unset = トークンの管理者に、SO PIN を使って PIN を設定してもらってください。
remedy-pins-differ = トークンには何も送信していません。もう一度実行してください。
remedy-refused-before = PIN は送信していません。次に間違えるとトークンがロックされるおそれがあります。PIN が確実に正しい場合に限り、--use-last-try を付けて実行してください。
remedy-same-id-refused = 期限切れの証明書と鍵の組に属する場合は、--old-first を指定すると、先に削除してから新しい組を書き込みます（別途、同意が必要です）。それ以外の場合は、tokendesk remove で指定して削除してください。
remedy-secret-command = コマンドを単独で実行して確認してください。
remedy-secret-command-failed = コマンドを単独で実行して確認してください。
remedy-secret-descriptor = コマンドの開始時にディスクリプターが開かれているか確認してください。
remedy-secret-end-of-input = もう一度実行し、入力の最後に Enter キーを押してください。
remedy-secret-file = パスと読み取り権限を確認してください。
remedy-secret-file-not-regular = 通常のファイルを指定してください。パイプには --pin-fd または --password-fd を使用してください。
remedy-secret-file-open-to-others = グループとその他の権限を外してください（chmod 600）。PIN やパスワードの変更が必要かどうかも検討してください。
remedy-secret-interrupted = 準備ができたら、もう一度実行してください。
remedy-secret-no-descriptors = --pin-file または --password-file を使用してください。
remedy-secret-nobody = --pin-file または --password-file で渡すか、端末から実行してください。
remedy-secret-not-utf8 = ファイルを UTF-8 で保存してください。
remedy-secret-several-lines = ファイルには 1 行だけを書いてください。
remedy-secret-terminal = --pin-file または --password-file で渡すか、別の端末を使用してください。
remedy-secret-too-long = 正しいファイルまたはコマンドを指定しているか確認してください。
remedy-serial-needed = tokendesk list または tokendesk history が表示するシリアル番号を --serial で指定してください。
remedy-several-identities = --leaf に SHA-256 を指定するか、--subject で、どの組を使うかを選んでください。
remedy-several-modules = --module でモジュールを、または --serial でトークンを指定してください。
remedy-several-tokens = --serial で 1 つを指定するか、ほかのトークンを抜いてください。
remedy-several-worksheets = --worksheet でシートを指定してください。
remedy-slot-needed = 対象のトークンのスロットを --slot で指定してください。
remedy-source-unreadable = パス、アクセス権、媒体がドライブに入っているかを確認してください。
remedy-stale = トークンを使用しているほかのプログラムを終了して、もう一度実行してください。新しい実行計画を作成して表示します。
remedy-template-refused = PKCS#11 モジュールを更新するか、このトークン用の別のモジュールを --module で指定してください。
remedy-token-changed = トークンを使用しているほかのプログラムを終了してから、コマンドをもう一度実行してください。
remedy-token-full = --old-first を指定すると、期限切れの証明書と鍵の組を先に削除してから新しい組を書き込みます（別途、同意が必要です）。--no-root を指定すると、ルート証明書の分の容量を節約できます。
remedy-token-gone = このトークンを挿し直して、同じコマンドを実行してください。
remedy-token-removed = トークンを挿し直して同じコマンドを実行してください。まずトークンの状態を確認し、残りの処理を完了するか、元に戻します。
remedy-too-costly = 通常のファイルではまずあり得ない値です。発行元からファイルを取得し直すか、計算回数の少ないファイルを依頼してください。
remedy-two-lists = フォルダーと --list を指定するか、一覧表だけを指定してください（PKCS#12 ファイルが別のフォルダーにある場合は --bundles を加えます）。
remedy-unfit = 有効な証明書と、トークンが受け付ける種類の鍵を含むファイルを購入または選択してください。ファイルの内容は tokendesk inspect で確認できます。
remedy-unknown-code = つづりを確認してください。似ているもの：{ $list }
remedy-witness-declined = 何も実行していません。双方が同意してから、もう一度実行してください。
remedy-witness-is-operator = 別の人に確認してもらい、もう一度実行してください。
remedy-witness-not-present = --witnessed-by を付けずに、端末で --witness を付けて実行してください。
remedy-workbook-damaged = Excel で開き、.xlsx 形式で保存し直してください。
remedy-workbook-sealed = Excel で、パスワードなしの .xlsx 形式で保存し直してください。
remedy-write-protected = トークン付属のソフトウェアで書き込み禁止を解除するか、別のリーダーを使用してください。解除できない場合、このトークンは再利用できません。
remedy-wrong-password = 大文字と小文字、入力モード、このファイルのパスワードであることを確かめて、もう一度実行してください。パスワードを間違えてもファイルはロックされません。
remedy-wrong-password-or-damaged = まずパスワードを確かめ、正しければ発行元からファイルを取得し直してください。このファイルには両者を区別するための検査値（MAC）がありません。

## report: 標準出力の結果

report-and-then = { $one }、{ $other }
report-batch-bundles = { $bundles } 個を検査、配布できる証明書と鍵の組 { $offers } 組
report-batch-column-file = ファイル
report-batch-column-owner = 名義
report-batch-column-person = 利用者
report-batch-column-serial = 証明書シリアル
report-batch-column-token = トークン
report-batch-column-until = 有効期限
report-batch-field-bundles = PKCS#12ファイル
report-batch-field-folder = フォルダー
report-batch-field-list = 一覧表
report-batch-heading-flaws = 元データについての確認事項
report-batch-heading-offers = 配布する証明書と鍵の組
report-batch-heading-tokens = 挿入されているトークンへの割り当て
report-batch-owners-token = （名義で判定）
report-batch-planned = 試行（--dry-run）のため、トークンは確認しただけです。端末なしでこのとおりに一括処理を実行するには --plan { $digest } を指定してください
report-batch-refused = 上記のうち { $count } 件は対象になりません。残りは一括処理できます。
report-batch-rule-choice = 端末で選択
report-batch-rule-subject = 期限切れの証明書と同じ名義
report-batch-rule-token-serial = 一覧表の指定
report-batch-token-gets = { $serial }：{ $subject } を書き込みます（{ $rule }）
report-batch-tokens-none = トークンが挿入されていません。
report-candidate = { $subject }（{ $time } まで、--leaf { $sha256 }）
report-consent-both = 本日は { $today } です。トークン { $token } に { $create } 個のオブジェクトを書き込み、その後 { $remove } 個のオブジェクトを削除します。削除は元に戻せません。実行しますか？
report-consent-old-first = 本日は { $today } です。トークン { $token } から先に { $remove } 個のオブジェクトを削除し、その後 { $create } 個のオブジェクトを書き込みます。書き込みに失敗すると、古い組は失われ、新しい組もない状態になります。実行しますか？
report-consent-remove = 本日は { $today } です。トークン { $token } から { $remove } 個のオブジェクトを削除します。元に戻せません。実行しますか？
report-consent-witness = 立会人 { $name } さんへの確認：{ $question }
report-consent-write = 本日は { $today } です。トークン { $token } に { $create } 個のオブジェクトを書き込みます。実行しますか？
report-counted = { $heading }（{ $count }）
report-crossed-direct = 秘密鍵は暗号化せずにモジュールへ渡しました。{ $why }
report-crossed-wrapped = 秘密鍵は暗号化してトークンに渡しました（{ $transport }、{ $mechanism }）。モジュールは秘密鍵の値を見ていません。
report-doctor-unusable = このままでは作業できません。「不可」と表示された項目を確認してください。
report-doctor-usable = このコンピューターでトークンの作業ができます。
report-done-import = 完了しました。トークン { $token } に証明書と鍵の組があり、署名確認を行いました。
report-done-pin = 完了しました。トークン { $token } の PIN を変更し、新しい PIN でログインできることを確認しました。
report-done-recover = 完了しました。中断された処理がトークン { $token } に残したものを整理しました。
report-done-remove = 完了しました。トークン { $token } から削除対象を削除しました。
report-done-reuse = 完了しました。トークン { $token } に新しい証明書と鍵の組を書き込み、署名確認を行い、有効期限切れの組を削除しました。
report-effect-complete = 計画した変更はすべて完了しています。
report-effect-partial = 一部が変更されています。詳しくは一覧をご覧ください。
report-effect-unknown = 状態が不明です（処理後に確認できませんでした）。
report-effect-untouched = 変更されていません（元の状態のままです）。
report-failure-code = { $message }（{ $function } が { $code } を返しました）
report-failure-declined = 中止
report-failure-effect = トークン
report-failure-function = { $message }（{ $function }）
report-failure-problem = 失敗
report-failure-remedy = 対処
report-failure-stage = 段階
report-fault-at = { $file } の { $line } 行目：{ $fault }
report-fault-changed = 書き込み後に変更されています（{ $lines } 行）
report-fault-clock-went-back = 前の行より前の時刻です。時計が戻されています
report-fault-cut = この後の行が失われているか、行が途中で切れています（{ $lines } 行）
report-fault-foreign = 別の作業記録、または新しい形式の行です（{ $lines } 行）
report-fault-missing = この前の行が失われています（{ $lines } 行）
report-fault-reordered = より後に書かれた行の後ろにあります（{ $lines } 行）
report-fault-unreadable = 作業記録の行として読み取れません（{ $lines } 行）
report-field-certificate-serial = シリアル番号
report-field-chain = チェーン
report-field-clock = 時計
report-field-cryptoki = Cryptoki
report-field-encryption = 暗号化
report-field-file = ファイル
report-field-firmware = ファームウェア
report-field-id = CKA_ID
report-field-issuer = 発行者
report-field-journal = 作業記録
report-field-key = 鍵
report-field-label = ラベル
report-field-library = ライブラリ
report-field-lines = 行数
report-field-mac = 検査値（MAC）
report-field-manufacturer = 製造元
report-field-meaning = 意味
report-field-memory = 空き容量
report-field-model = 型式
report-field-module = モジュール
report-field-name = 表示名
report-field-object = オブジェクト
report-field-order = 順序
report-field-period = 期間
report-field-pin = PIN
report-field-pin-lengths = PIN の長さ
report-field-plan-digest = 実行計画
report-field-private-key = 秘密鍵
report-field-product = 製品
report-field-profile = プロファイル
report-field-public-key = 公開鍵
report-field-sha256 = SHA-256
report-field-slot = スロット
report-field-standing = 有効状態
report-field-subject = 主体者
report-field-system = システム
report-field-today = 本日
report-field-token = トークン
report-field-validity = 有効期間
report-field-why = 理由
report-field-write-protection = 書き込み禁止
report-fit = このファイルは取り込めます。
report-handshake = TLSの確認：{ $verdict }
report-heading-bundle-findings = ファイルについて
report-heading-chain = チェーンの証明書
report-heading-create = 書き込むもの
report-heading-created = 書き込んだもの
report-heading-findings = 所見
report-heading-identities = 証明書と鍵の組
report-heading-kept = 残すもの
report-heading-left = トークンに残っているもの
report-heading-module = モジュール
report-heading-modules = モジュール
report-heading-orphans = 孤立オブジェクト（対応する相手のない鍵や証明書）
report-heading-others = その他のオブジェクト
report-heading-remarks = 注意事項
report-heading-remove = 削除するもの
report-heading-removed = 削除したもの
report-heading-written-files = 書き出したファイル
report-identity-of-bundle = 証明書と鍵の組 { $nth }／{ $of }：{ $name }
report-journal-broken = 作業記録が検証できません。該当箇所は上の一覧をご覧ください。
report-journal-head = 作業記録の末尾：{ $sha256 }
report-journal-sound = 作業記録に問題はありません。すべての行が、書かれたとおりの順序と内容で残っています。
report-kept-count = 残したもの：{ $count } 個。
report-known-by-model = トークンの型式「{ $value }」
report-known-by-module-description = モジュールの説明「{ $value }」
report-known-by-module-file = モジュールのファイル名「{ $value }」
report-known-by-module-manufacturer = モジュールの製造元「{ $value }」
report-known-by-token-manufacturer = トークンの製造元「{ $value }」
report-memory-of = 公開領域 { $public } バイト、非公開領域 { $private } バイト
report-module-failed = 使用できません（理由は所見をご覧ください）
report-module-not-needed = ほかのモジュールへの中継用です。ほかからトークンが見えるため、読み込んでいません
report-module-same-as = { $path } と同じファイルです
report-named = { $class }「{ $label }」（CKA_ID { $id }、SHA-256 { $sha256 }）
report-next-partial = このままトークンを引き渡さないでください。同じコマンドをもう一度実行すると、まずトークンの状態を確認し、その状態から処理を続けます。
report-next-unknown = トークンを挿し直し、tokendesk show で状態を確認してください。その後、同じコマンドをもう一度実行すると、その状態から処理を続けます。
report-no = なし
report-no-bundle-identity = ファイルに証明書と鍵の組が入っていません。
report-no-identity = 証明書と鍵の組はありません。
report-no-token = トークンは接続されていません。
report-none = なし
report-nothing-seen = トークンの内容を確認できませんでした。
report-nothing-to-do = 対処は不要です。トークン { $token } はすでに目的の状態です。
report-nothing-to-do-proved = 証明書と鍵の組はすでにトークン { $token } にあります。改めて署名確認を行いました。
report-nothing-to-recover = 対処は不要です。中断された処理がトークン { $token } に残したものはありません。
report-old-first-warning = 新しい組を書き込む前に、古い組を削除します。書き込みに失敗すると、古い組は失われ、新しい組もない状態になります。
report-order-new-first = 新しい組を書き込み、署名確認をしてから、古い組を削除
report-order-old-first = 先に古い組を削除してから、新しい組を書き込み
report-pin-lengths-of = { $min } から { $max } 文字
report-places-empty = 既知の場所にインストールされていないもの：{ $list }
report-plan-empty = 書き込むものも、削除するものもありません。
report-plan-title = トークン { $token } の実行計画
report-planned = 試行（--dry-run）のため、何も変更していません。この実行計画どおりに実行するには --plan { $digest } を指定してください
report-planned-empty = 試行（--dry-run）の結果、行うことはありません。
report-profile-known = { $name }（根拠：{ $why }）
report-profile-unknown = { $name }（既知の製品ではないため、慎重な既定値を使用します）
report-proof = 署名確認：トークン内で署名し（{ $mechanism }、{ $digest }）、証明書の公開鍵で検証できました。
report-stage-bundle = ファイルの読み取り
report-stage-clock = 時計の確認
report-stage-command-line = コマンドラインの読み取り
report-stage-consent = 同意の確認
report-stage-handshake = TLS の確認
report-stage-journal = 作業記録の読み書き
report-stage-login = ログイン
report-stage-look = トークンの確認
report-stage-plan = 実行計画の作成
report-stage-proof = 署名確認
report-stage-remove = 古いオブジェクトの削除
report-stage-token = トークンの検出
report-stage-verify = 結果の照合
report-stage-write = 新しいオブジェクトの書き込み
report-standing-current = 有効（{ $days ->
    [0] 最終日
   *[other] 残り { $days } 日
}）
report-standing-expired = 有効期限切れ（{ $days ->
    [0] 1 日未満
   *[other] { $days } 日経過
}）
report-standing-not-yet-valid = 有効期間前（{ $days ->
    [0] 1 日以内に開始
   *[other] { $days } 日後に開始
}）
report-token = トークン { $serial }
report-token-in-a-list = { $serial }「{ $label }」（スロット { $slot }）
report-token-in-slot = { $serial }（スロット { $slot }）
report-token-uninitialised = スロット { $slot }：初期化されていません
report-torn = 書き込み中に途切れた行です（停止またはディスク容量不足によるもので、異常ではありません）
report-two-sentences = { $one }{ $other }
report-unencrypted = 暗号化なし
report-unfit = このファイルは取り込みに適していません。理由は所見をご覧ください。
report-unknown = ログインなしでは不明
report-unnamed = （共通名なし）
report-verdict-not-fit = 使用できません。
report-verdict-not-fit-hint = 上で「不可」と表示された項目を、先に解決してください。
report-verdict-ready = 準備完了です。
report-verdict-ready-after-wipe = 有効期限切れの組を削除すれば、準備完了です。
report-verdict-ready-after-wipe-hint = tokendesk reuse BUNDLE は新しい組の署名確認後にこれらを削除します。tokendesk wipe は削除だけを行います。
report-verdict-ready-hint = 支障はありません。tokendesk reuse BUNDLE を実行できます。
report-yes = あり

## sheet: 引渡書（印刷用）

sheet-bar = { $word }（{ $name }）：{ $from } から { $to } まで
sheet-confirms = 確認者
sheet-count = トークン { $count } 本（うち計画どおりに完了したもの { $whole } 本）。各トークンの引渡書が続きます。
sheet-date = 日付：
sheet-fingerprint = 拇印（SHA-256）
sheet-footer = tokendesk { $version } が作業記録から作成しました。作業記録の末尾の値により、後日、記録の欠落を検出できます。本書を保管してください。
sheet-hands-over = 引渡者（作業者）
sheet-incomplete = このまま引き渡さないでください：作業が計画どおりに完了していません（{ $result }）。
sheet-kept = トークンに残存
sheet-list = 引渡しトークン一覧（{ $page }／{ $pages }）
sheet-made = 作成日時 { $time }
sheet-more = このほか、以前からトークンにあった証明書：{ $count } 枚。
sheet-new = 新
sheet-note = 鍵はファイルから書き込んだものです。ファイルの複写はトークンの保護の対象外です。トークンを貸与したり、PINを他人に知らせたりしないでください。紛失した場合は、直ちに連絡してください。
sheet-number = 証明書シリアル番号
sheet-proof = 署名確認
sheet-proof-digest = チャレンジ（SHA-256）
sheet-proof-value = トークン内で署名し（{ $mechanism }）、証明書で検証しました（{ $time }）
sheet-received = 受領印
sheet-receives = 受領者
sheet-removed = 旧（削除済み）
sheet-run-value = { $run }（{ $command }：{ $result }）
sheet-stamp = 印
sheet-title = トークン引渡書
sheet-today = 本日 { $day }
sheet-token = トークンのシリアル番号
sheet-validity = 有効期間（旧・新）

## snippet: 設定例

snippet-command = { $program }：コマンド
snippet-file = { $program }：{ $file }

## standing: 証明書の有効状態

standing-current = 有効
standing-expired = 期限切れ
standing-not-yet-valid = 有効期間の開始前
standing-unreadable = 日付を読み取れません

## tray: a tray of tokens

tray-again = 未処理のものは、同じコマンドをもう一度実行してください。各トークンを確認し、続きから処理します。
tray-all-done = 挿入されたトークンはすべて、書き込むべきものを備えています。
tray-batch-interrupted = ご指示により停止します。新しいトークンの処理は始めません。
tray-begins = { $serial }：{ $subject }
tray-choice = { "  " }{ $number }：{ $subject }、{ $validity }（{ $file }）
tray-choice-hint = 番号（どれでもない場合は Enter キーのみ）
tray-choice-unclear = 1 から { $count } までの番号を入力してください（どれでもない場合は Enter キーのみ）
tray-choose = トークン { $serial } に書き込む証明書を決められません。どれを書き込みますか。
tray-ended-done = 完了しました。署名確認済みで、引き渡せます。
tray-ended-failed = 失敗しました。{ $message }{ $effect }{ $remedy }
tray-ended-nothing-to-do = 必要なものはすでに書き込まれています（署名を再確認しました）。
tray-ended-without-a-word = 処理が応答なしに終了しました。トークンをもう一度挿入してください。次の実行でトークンを確認し、途中の処理を完了するか元に戻します。
tray-finishing = 処理中のトークンが { $count } 個あります。途中の処理を完了するか元に戻すまで、抜かないでください。
tray-heading-passed-over = 変更しなかったトークン
tray-heading-pending = 未処理（まだトークンに書き込まれていない証明書と鍵の組）
tray-heading-tokens = 処理したトークン
tray-identity-on-another-token = 書き込むべき { $subject } は、すでにトークン { $serial } にあります。1 組は 1 個のトークンにだけ書き込みます。
tray-insert = トークンを挿入してください：{ $names }
tray-insert-more = トークンを挿入してください：{ $names }、または他の { $more } 名分
tray-no-lookout = トークンを検出する処理が繰り返し異常終了しました。`tokendesk doctor` でモジュールの動作を確認してください。
tray-no-token = 対象となるトークンが見つかりませんでした。
tray-nothing-left = 処理するものはありませんでした。すべての証明書はすでにトークンに書き込まれています。
tray-of-slot = スロット { $slot }：{ $what }
tray-of-token = { $serial }：{ $what }
tray-of-token-and-owner = { $serial }（{ $subject }）：{ $what }
tray-pending = { $subject }（{ $file }）
tray-question = 今日は { $today } です。最大 { $count } 組の証明書と鍵を、それぞれ割り当て規則で決まるトークンに書き込み、そのトークンの期限切れの組を完全に削除します。よろしいですか。
tray-question-old-first = 本日は { $today } です。最大 { $count } 件の証明書と鍵を、割り当てられたトークンにそれぞれ書き込みます。書き込みの前に、各トークンの有効期限切れの組を先に完全に削除します。書き込みに失敗した場合、そのトークンには古い組も新しい組も残りません。実行しますか？
tray-separator = 、
tray-shared-pin-refused = 共通の PIN がトークンに拒否されました。他のトークンではこの PIN を試しません。正しい PIN を確認してから続けてください。
tray-shared-pin-unknown = 共通の PIN を最初に試した処理が、受け付けられたかどうか分からないまま終了しました。他のトークンではこの PIN を試しません。まず `tokendesk show` でそのトークンを確認してください。
tray-sheets = 印刷用の引渡書：tokendesk report --batch { $batch } --html sheets.html
tray-some-refused = 配付元の一部は配付できませんでした。{ $count } 件は、最初に表示したとおり、トークンに触れる前に拒否されました。
tray-take-out = { $serial }：抜いて、次のトークンに進んでください。
tray-token-already-served = 今回の実行で書き込んだはずの証明書が見つかりません。`tokendesk show` で確認してください。
tray-token-defective = 不良と記録されています：{ $reason }
tray-token-finished = 処理済みです。{ $subject } の証明書と鍵の組がすでにあります。
tray-token-not-looked-at = 内容を読み取れませんでした。抜いて、もう一度挿入してください。
tray-token-of-nobody = 誰のトークンか決められません。一覧表にこのシリアル番号の行を加えるか、端末で選択してください。
tray-token-of-someone-else = { $subject } の有効な証明書（{ $until } まで）が入っています。ほかの人の有効な証明書があるトークンには書き込みません。一覧でこのトークンが正しいか確認し、正しい場合は先にその証明書を削除してください（`tokendesk remove --certificate`）。
tray-token-refused-pin = 今回の実行でこの PIN を拒否しました。再度は試しません。
tray-token-same-serial = 同じシリアル番号のトークンが他にも挿入されています。どちらかを抜いてください。個別に書き込むには `tokendesk reuse` に --slot を指定します。
tray-token-silent = 挿入されたトークンが応答しません（{ $answer }）。抜いて、もう一度挿入してください。
tray-token-tie = 所有者の名前に一致する組が { $count } 組あります。一覧表にこのシリアル番号の行を加えるか、端末で選択してください。
tray-token-without-serial = 他のトークンと区別できるシリアル番号がありません。`tokendesk reuse` に --slot を指定して書き込んでください。

## usage: what is wrong with a command line

usage-argument-missing = エラー: { $argument } が指定されていません
usage-command-missing = エラー: コマンドが指定されていません
usage-conflict = エラー: { $argument } と { $other } は同時に指定できません
usage-hint = 詳しくは '--help' をご覧ください。
usage-invalid-value = エラー: '{ $value }' は { $argument } の値として正しくありません
usage-possible-values = 指定できる値：{ $values }
usage-suggestion = { $meant } のことですか。
usage-unknown-argument = エラー: オプション { $argument } はありません
usage-unknown-command = エラー: コマンド '{ $command }' はありません
usage-value-missing = エラー: { $argument } には値が必要です
