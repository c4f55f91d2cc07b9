# tokendesk が人に向けて表示する文（日本語）。
# 節はメッセージ ID の接頭辞の順、節の中は ID の順に並べる。
# ID・属性・変数は英語のファイルと一致し、いずれもソースで使われている。

## answer: 「はい／いいえ」で答える質問に入力できる言葉

answer-hint = [y（はい）/N（いいえ）]
answer-no = いいえ
answer-unclear = 「はい」または「いいえ」で答えてください。
answer-yes = はい

## date: 日時の表し方

date-from-to = { $from } から { $to } まで

## notice: 標準エラー出力の行

notice-warning = { "警告：" }

## object: トークン内のオブジェクトの種類

object-certificate = 証明書
object-data = データオブジェクト
object-other = その他のオブジェクト
object-private-key = 秘密鍵
object-public-key = 公開鍵
object-secret-key = 共通鍵

## panic: プログラム自身の異常

panic-line = プログラムの内部で異常が発生しました（{ $place }）。

## prompt: 秘密情報の入力

prompt-bundle-password = { $file } のパスワード
prompt-new-pin = トークンの新しい PIN
prompt-new-pin-again = トークンの新しい PIN（確認のためもう一度）
prompt-pin = トークン { $serial } の PIN
prompt-puk = トークン { $serial } の PUK または SO PIN

## standing: 証明書の有効状態

standing-current = 有効
standing-expired = 期限切れ
standing-not-yet-valid = 有効期間の開始前
standing-unreadable = 日付を読み取れません

## help: the command line's help

help-after = 終了コード: 0 完了、1 判定は「いいえ」、2 コマンドラインの誤り、3 同意なし、4 失敗（トークンは元のまま）、5 一部変更済み、6 状態不明、7 PIN、8 PKCS#12ファイル、9 トークンなし・複数、10 作業記録、70 本プログラムの不具合。
help-command-check = トークンが再利用できる状態か（PKCS#12ファイルに適しているか）を判定します
help-command-completions = シェルの補完スクリプトを標準出力に書き出します
help-command-import = PKCS#12ファイルの証明書と鍵の組を書き込み、署名で確認します
help-command-inspect = PKCS#12ファイルの内容と、書き込みに適しているかを表示します
help-command-list = 接続中のトークン、その内容、有効期限を一覧表示します
help-command-man = マニュアルページを書き出します
help-command-remove = SHA-256で指定した証明書または単独の鍵を1つ削除します
help-command-reuse = 一連の作業を行います：確認、書き込み、署名確認、有効期限切れの削除
help-command-show = トークン1本の詳細（証明書と鍵の組、証明書チェーン、孤立オブジェクトなど）を表示します
help-command-tokendesk = 有効期限切れのUSBトークンを再利用します：期限切れの証明書と鍵の組を削除し、新しく購入したPKCS#12ファイルを書き込み、署名で確認します
help-command-wipe = 有効期限切れの証明書と鍵の組を削除します
help-heading-arguments = 引数
help-heading-choices = 書き込みと削除の指定
help-heading-commands = コマンド
help-heading-consent = 同意
help-heading-options = オプション
help-heading-output = 出力
help-heading-secrets = PINとパスワード
help-heading-token = トークン
help-heading-usage = 使い方
help-option-bundle = PKCS#12ファイル（.p12、.pfx）
help-option-certificate = このSHA-256の証明書を削除します。同じ鍵の証明書がほかになければ鍵も削除します
help-option-color = 色を使うかどうか
help-option-confirm = このシリアル番号のトークンに対する実行計画に、質問なしで同意します
help-option-custody = 秘密鍵をトークンに渡す方法。auto はトークンが対応していれば暗号化して渡し、wrapped は暗号化できない場合に中止し、direct は暗号化を試みません
help-option-dir = 全コマンドのページをこのフォルダーに書き出します
help-option-dry-run = 実行計画の表示で終了します。トークンは読み取りのみです
help-option-expired-for = 有効期限切れからこの日数を超えたものだけを削除します
help-option-help = このヘルプを表示します
help-option-journal = 作業記録のファイル。省略時は状態フォルダーの tokendesk/journal.jsonl
help-option-json = --output json と同じです
help-option-key = このSHA-256の、証明書のない鍵を削除します
help-option-label = このラベルのトークン（1本だけの場合）
help-option-lang = 言語：en または ja
help-option-leaf = このSHA-256の証明書を持つ組をPKCS#12ファイルから選びます
help-option-module = PKCS#11モジュール。省略時は既知の場所を探します
help-option-no-root = 証明書チェーンのルート証明書を書き込みません
help-option-object-label = 新しいオブジェクトのラベル（証明書のCNの代わり）
help-option-old-first = 書き込みの前に有効期限切れの組を削除します（両方を入れる空きがないトークン用）
help-option-output = 標準出力の形式
help-option-password-command = このコマンドの出力をPKCS#12ファイルのパスワードとします
help-option-password-fd = この記述子からPKCS#12ファイルのパスワードを読みます
help-option-password-file = このファイルからPKCS#12ファイルのパスワードを読みます（本人だけが読めるファイル）
help-option-pem = すべての証明書をPEM形式でこのフォルダーにも書き出します
help-option-pin-command = このコマンドの出力をPINとします
help-option-pin-fd = この記述子からPINを読みます
help-option-pin-file = このファイルからPINを読みます（本人だけが読めるファイル）
help-option-plan = --dry-run が表示したダイジェストの実行計画に限り、質問なしで同意します
help-option-quiet = 警告、エラー、結果だけを表示します
help-option-serial = このシリアル番号のトークン
help-option-shell = シェル
help-option-slot = このスロットのトークン
help-option-subject = サブジェクトにこの文字列を含む組をPKCS#12ファイルから選びます
help-option-uri = このPKCS#11 URIが示すトークン（RFC 7512）
help-option-use-last-try = PINの残り試行回数が1回でも使用します
help-option-verbose = 標準エラー出力に詳細を表示します。2つ付けるとさらに詳しくなります
help-option-version = バージョンを表示します

## our-fault: an error of the program itself

our-fault = 本プログラムの不具合が発生しました。続ける前に `tokendesk show` でトークンを確認し、不具合をご報告ください。

## progress: what is being done, on a terminal

progress-deriving = パスワードから鍵を計算しています（{ $iterations } 回）
progress-looking = トークンを確認しています
progress-opening-bundle = PKCS#12ファイルを開いています
progress-proving = トークンで署名し、検証しています
progress-removing = オブジェクトを削除しています（{ $nth }／{ $of }）
progress-undoing = 書き込んだものを元に戻しています
progress-writing = オブジェクトを書き込んでいます（{ $nth }／{ $of }）

## usage: what is wrong with a command line

usage-argument-missing = エラー: { $argument } が指定されていません
usage-command-missing = エラー: コマンドが指定されていません
usage-conflict = エラー: { $argument } と { $other } は同時に指定できません
usage-hint = 詳しくは '--help' をご覧ください。
usage-invalid-value = エラー: '{ $value }' は { $argument } の値として正しくありません
usage-unknown-argument = エラー: オプション { $argument } はありません
usage-unknown-command = エラー: コマンド '{ $command }' はありません
usage-value-missing = エラー: { $argument } には値が必要です

## warning: things to know, on standard error

warning-secret-without-modes = { $file } はファイルのアクセス権を設定できない媒体（{ $medium }）にあり、誰でも読める状態です。
