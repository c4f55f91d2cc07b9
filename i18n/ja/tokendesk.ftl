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
